import type { PersonActor } from '../../domain/access/actor.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { StepForm } from './stepForm.ts';
import { takeStep } from './takeStep.ts';

/** 提交补正: what the authority asked for, in the form and in words; the clock runs again. */
export function answerSupplement(
  services: Services,
  actor: PersonActor,
  form: StepForm,
  note: string,
): Promise<Outcome<string>> {
  return takeStep(services, actor, form, (_tx, row) => {
    const draft = row.draft ?? { answers: row.answers, photoId: row.photoId };
    return { step: 'answerSupplement', answers: draft.answers, photoId: draft.photoId, note };
  });
}
