import type { PersonActor } from '../../domain/access/actor.ts';
import { getDefinition } from '../../domain/applications/catalogue.ts';
import { type ApplicationRow, nextApplicationSerial } from '../../store/applications.ts';
import type { Queryable } from '../../store/database.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { StepForm } from './stepForm.ts';
import { takeStep } from './takeStep.ts';

/** 【提交此业务】: the draft becomes the file; the first time it is given its number. */
export function submit(services: Services, actor: PersonActor, form: StepForm): Promise<Outcome<string>> {
  return takeStep(services, actor, form, async (tx, row, today) => {
    const draft = row.draft ?? { answers: row.answers, photoId: row.photoId };
    return {
      step: 'submit',
      number: row.number ?? (await nextNumber(tx, row, today.date.year)),
      answers: draft.answers,
      photoId: draft.photoId,
    };
  });
}

/** ZC-2026-000123 */
async function nextNumber(tx: Queryable, row: ApplicationRow, year: number): Promise<string> {
  const { prefix } = getDefinition(row.kind);
  const serial = await tx.row(nextApplicationSerial);
  return `${prefix}-${year}-${String(serial?.serial ?? 0).padStart(6, '0')}`;
}
