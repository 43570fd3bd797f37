import type { AuthorityActor } from '../../domain/access/actor.ts';
import { disputeStates } from '../../domain/access/dispute.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { findDispute, lockDispute } from '../../store/disputes.ts';
import { commitWith, movedMeanwhile, transaction } from '../../store/transaction.ts';
import { answeredBefore } from '../answeredBefore.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { effectOfDecision } from './effectOfDecision.ts';
import { against, prepared } from './preparedDecision.ts';

export interface DisputeStep {
  readonly step: 'propose' | 'confirm' | 'reject';
  /** Only where it is proposed. */
  readonly outcome: string;
  readonly reason: string;
  readonly version: number;
  readonly key: string;
  readonly location: string;
  readonly refusals: readonly Refusal[];
}

/** 提出处理意见, and 确认 or 不予确认 by a second officer; what is confirmed takes effect in the same transaction. */
export async function decideDispute(
  services: Services,
  actor: AuthorityActor,
  id: string,
  sent: DisputeStep,
): Promise<Outcome<string>> {
  if (!isUuid(id)) return notFound;
  try {
    return await transaction(services.database, (tx) => decideIn(services, tx, actor, id, sent));
  } catch (error) {
    if (movedMeanwhile(error)) return await disputeConflict(services.database, actor, id);
    throw error;
  }
}

async function decideIn(services: Services, tx: Queryable, actor: AuthorityActor, id: string, sent: DisputeStep) {
  const row = await tx.row(lockDispute, actor.authorityId, id);
  if (row === undefined) return notFound;
  const answered = await answeredBefore(tx, actor.accountId, sent.key, `${id}@${sent.version}`);
  if (answered !== undefined) return answered;
  const wantedState = sent.step === 'propose' ? 'open' : 'proposed';
  if (row.state !== wantedState || row.version !== sent.version) return disputeConflict(tx, actor, id);
  const wrong = [...sent.refusals, ...against(actor, row, sent)];
  if (wrong.length > 0) return refuse(...wrong);
  const at = services.clock.now().toString();
  const { accountId, name, organisation } = actor;
  const idempotency = { key: sent.key, request: `${id}@${sent.version}`, location: sent.location };
  const by = { at, accountId, actorName: name, organisation, article: '', idempotency };
  const calls = sent.step === 'confirm' ? await effectOfDecision(tx, row, by) : prepared(row, sent, by);
  return commitWith(done(sent.location), calls);
}

async function disputeConflict(db: Queryable, actor: AuthorityActor, id: string): Promise<Outcome<never>> {
  const row = await db.row(findDispute, actor.authorityId, id);
  if (row === undefined) return notFound;
  const movedBy = row.decidedByName ?? row.proposedByName ?? '';
  return { kind: 'conflict', conflict: { state: disputeStates[row.state], movedBy, at: row.decidedAt, stepsNow: [] } };
}
