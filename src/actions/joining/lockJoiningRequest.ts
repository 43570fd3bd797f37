import type { AuthorityActor } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { type JoiningRow, lockJoiningRow } from '../../store/joiningRequests.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';

export type JoiningStep = '同意' | '不同意' | '要求补充';

/** Why this officer cannot take a step: 经办人 asks, 审批人 decides, and the others read. */
export function mayTakeJoiningStep({ role }: AuthorityActor, step: JoiningStep): readonly Refusal[] {
  const may = role === 'decider' || (role === 'officer' && step === '要求补充');
  return may ? [] : [refusal('step.moreRight', undefined, { step })];
}

/** A request that waits for this authority, held until the transaction ends; whoever comes second hears who was first. */
export async function lockJoiningRequest(
  tx: Queryable,
  actor: AuthorityActor,
  id: string,
  step: JoiningStep,
): Promise<Outcome<JoiningRow>> {
  if (!isUuid(id)) return notFound;
  const row = await tx.row(lockJoiningRow, actor.path, id);
  if (row === undefined) return notFound;
  if (row.authorityId !== actor.authorityId)
    return refuse(refusal('step.notYours', undefined, { desk: row.authorityName }));
  const refused = mayTakeJoiningStep(actor, step);
  if (refused.length > 0) return refuse(...refused);
  if (row.state === 'open' || row.state === 'supplement') return done(row);
  const state = row.state === 'approved' ? '已同意' : '不同意';
  return { kind: 'conflict', conflict: { state, movedBy: row.decidedBy ?? '', at: row.decidedAt, stepsNow: [] } };
}

const longest = 500;

/** The words an officer gives to the applicant. */
export function wrongWords(words: string, label: string): readonly Refusal[] {
  if (words === '') return [refusal('field.required', 'words', { label })];
  return [...words].length > longest ? [refusal('field.tooLong', 'words', { label, max: String(longest) })] : [];
}
