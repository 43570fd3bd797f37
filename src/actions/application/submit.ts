import type { PersonActor } from '../../domain/access/actor.ts';
import { getDefinition } from '../../domain/applications/catalogue.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { nextNumber } from './nextNumber.ts';
import type { StepForm } from './stepForm.ts';
import { takeStep } from './takeStep.ts';

/** 【提交此业务】: the draft becomes the file; the first time it is given its number. */
export function submit(services: Services, actor: PersonActor, form: StepForm): Promise<Outcome<string>> {
  return takeStep(services, actor, form, async (tx, row, today) => {
    const draft = row.draft ?? { answers: row.answers, photoId: row.photoId };
    return {
      step: 'submit',
      number: row.number ?? (await nextNumber(tx, getDefinition(row.kind), today.date.year)),
      answers: draft.answers,
      photoId: draft.photoId,
    };
  });
}
