import type { DeskActor } from '../../domain/access/actor.ts';
import { mayConfirmRecovery, mayStopRecovery, recoveryStates } from '../../domain/access/recovery.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { findRecovery, lockRecoverable, lockRecovery } from '../../store/recoveries.ts';
import { commitWith, movedMeanwhile, transaction } from '../../store/transaction.ts';
import { answeredBefore } from '../answeredBefore.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { confirmed, rejected } from './decidedRecovery.ts';

export interface RecoveryDecision {
  readonly outcome: 'confirm' | 'reject';
  readonly words: string;
  readonly version: number;
  readonly key: string;
  readonly location: string;
  readonly refusals: readonly Refusal[];
}

/** Of whose counters an actor sees the recoveries. */
export function ownOf(actor: DeskActor): readonly [string | null, string | null] {
  return actor.end === 'institution' ? [actor.institutionId, null] : [null, actor.authorityId];
}

/** 确认 by the second person, from when the 72 hours run; or 停止办理, by anybody of the counter and at any time before the end. */
export async function decideRecovery(
  services: Services,
  actor: DeskActor,
  id: string,
  sent: RecoveryDecision,
): Promise<Outcome<string>> {
  if (!isUuid(id)) return notFound;
  try {
    return await transaction(services.database, (tx) => decideIn(services, tx, actor, id, sent));
  } catch (error) {
    if (movedMeanwhile(error)) return await recoveryConflict(services.database, actor, id);
    throw error;
  }
}

async function decideIn(services: Services, tx: Queryable, actor: DeskActor, id: string, sent: RecoveryDecision) {
  const row = await tx.row(lockRecovery, ...ownOf(actor), id);
  if (row === undefined) return notFound;
  const answered = await answeredBefore(tx, actor.accountId, sent.key, `${id}@${sent.version}`);
  if (answered !== undefined) return answered;
  const rejects = sent.outcome === 'reject';
  const isOpen = row.state === 'started' || (rejects && (row.state === 'confirmed' || row.state === 'ready'));
  if (row.version !== sent.version || !isOpen) return recoveryConflict(tx, actor, id);
  const owner = await tx.row(lockRecoverable, row.accountId);
  const rules = rejects ? mayStopRecovery(actor, sent.words) : mayConfirmRecovery(actor, row);
  const against = [...sent.refusals, ...rules];
  if (against.length > 0 || owner === undefined) return against.length > 0 ? refuse(...against) : notFound;
  const { accountId, name, organisation } = actor;
  const idempotency = { key: sent.key, request: `${id}@${sent.version}`, location: sent.location };
  const at = services.clock.now().toString();
  const by = { at, accountId, actorName: name, organisation, article: '', idempotency };
  const made = rejects ? rejected(row, owner, sent.words, by) : confirmed(services, row, owner, by);
  return commitWith(done(sent.location), made);
}

/** The answer to whoever came second: how it stands, who moved it and when. */
async function recoveryConflict(db: Queryable, actor: DeskActor, id: string): Promise<Outcome<never>> {
  const row = await db.row(findRecovery, ...ownOf(actor), id);
  if (row === undefined) return notFound;
  const movedBy = row.endedByName ?? row.confirmedByName ?? '';
  const at = row.endedAt ?? row.confirmedAt;
  return { kind: 'conflict', conflict: { state: recoveryStates[row.state], movedBy, at, stepsNow: [] } };
}
