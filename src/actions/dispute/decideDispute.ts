import type { AuthorityActor } from '../../domain/access/actor.ts';
import {
  type DisputeOutcome,
  disputeOutcomes,
  disputeStates,
  mayConfirmDispute,
  mayHandleDispute,
} from '../../domain/access/dispute.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { type Act, writeAct } from '../../store/acts.ts';
import type { Queryable } from '../../store/database.ts';
import { proposeOutcome, reopenDispute } from '../../store/disputeMoves.ts';
import { type DisputeRow, findDispute, lockDispute } from '../../store/disputes.ts';
import { type Call, commitWith, movedMeanwhile, transaction } from '../../store/transaction.ts';
import { answeredBefore } from '../answeredBefore.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { toAuthority } from '../time/tell.ts';
import { effectOfDecision } from './effectOfDecision.ts';

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

export type DecidedBy = Pick<Act, 'at' | 'actorName' | 'organisation' | 'article' | 'idempotency'> & {
  readonly accountId: string;
};

function prepared(row: DisputeRow, sent: DisputeStep, by: DecidedBy): readonly Call[] {
  const subject = { type: 'identity_dispute', id: row.id, version: row.version + 1, applicationId: null } as const;
  if (sent.step === 'reject') {
    const told = toAuthority(row.authorityId, '身份异议', `${by.actorName}不予确认处理意见。理由:${sent.reason}`);
    return [reopenDispute(row), writeAct({ ...by, action: 'disputeReopened', detail: {}, ...told }, subject)];
  }
  const outcome = outcomeOf(sent.outcome) ?? 'withdrawn';
  const words = `${by.actorName}提出身份异议的处理意见:${disputeOutcomes[outcome]},等待另一名审批人确认。`;
  const mover = { accountId: by.accountId, name: by.actorName };
  return [
    proposeOutcome(row, outcome, sent.reason, mover, by.at),
    writeAct(
      {
        ...by,
        action: 'disputeProposed',
        detail: { outcome },
        ...toAuthority(row.authorityId, '身份异议待确认', words),
      },
      subject,
    ),
  ];
}

function outcomeOf(typed: string): DisputeOutcome | undefined {
  return (Object.keys(disputeOutcomes) as DisputeOutcome[]).find((each) => each === typed);
}

function against(actor: AuthorityActor, row: DisputeRow, { step, outcome, reason }: DisputeStep): readonly Refusal[] {
  if (step === 'confirm') return mayConfirmDispute(actor, row);
  const label = step === 'propose' ? '处理理由' : '不予确认的理由';
  return [
    ...(step === 'propose' ? mayHandleDispute(actor, row.idNumber) : mayConfirmDispute(actor, row)),
    ...(step === 'propose' && outcomeOf(outcome) === undefined
      ? [refusal('field.choose', 'outcome', { label: '处理意见' })]
      : []),
    ...(reason === '' ? [refusal('field.required', 'reason', { label })] : []),
  ];
}

async function disputeConflict(db: Queryable, actor: AuthorityActor, id: string): Promise<Outcome<never>> {
  const row = await db.row(findDispute, actor.authorityId, id);
  if (row === undefined) return notFound;
  const movedBy = row.decidedByName ?? row.proposedByName ?? '';
  return { kind: 'conflict', conflict: { state: disputeStates[row.state], movedBy, at: row.decidedAt, stepsNow: [] } };
}
