import type { Step } from '../../domain/procedure/steps.ts';
import type { ApplicationRow } from '../../store/applications.ts';
import type { Queryable } from '../../store/database.ts';
import { findFacts } from '../../store/facts.ts';
import { holdEntry as hold } from '../../store/register.ts';
import type { Loaded } from './settleStep.ts';

/**
 * A step that begins something about an entry, or writes it, holds the entry first and reads the facts once it does: of two
 * that come at the same time the second judges by what the first has done.
 */
export async function holdEntry(tx: Queryable, loaded: Loaded, step: Step): Promise<Loaded> {
  const { row } = loaded;
  const { entryId, accountId, id: applicationId, subject } = row;
  if (entryId === null || !touchesEntry(step, row)) return loaded;
  const institutionId = row.draft?.institutionId ?? row.institutionId;
  const [, facts] = await Promise.all([
    tx.row(hold, entryId),
    findFacts(tx, { accountId, institutionId, applicationId, entryId, subject }),
  ]);
  return facts === undefined ? loaded : { ...loaded, facts };
}

function touchesEntry(step: Step, { authorityId }: ApplicationRow): boolean {
  if (step === 'passAtInstitution') return authorityId === null;
  return step === 'submit' || step === 'report' || step === 'claim' || step === 'approve';
}
