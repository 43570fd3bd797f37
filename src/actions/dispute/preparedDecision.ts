import type { AuthorityActor } from '../../domain/access/actor.ts';
import {
  type DisputeOutcome,
  disputeOutcomes,
  mayConfirmDispute,
  mayHandleDispute,
} from '../../domain/access/dispute.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { type Act, writeAct } from '../../store/acts.ts';
import { proposeOutcome, reopenDispute } from '../../store/disputeMoves.ts';
import type { DisputeRow } from '../../store/disputes.ts';
import type { Call } from '../../store/transaction.ts';
import { toAuthority } from '../time/tell.ts';
import type { DisputeStep } from './decideDispute.ts';

/** Who moves it, and the answer kept for a form sent twice. */
export type DecidedBy = Pick<Act, 'at' | 'actorName' | 'organisation' | 'article' | 'idempotency'> & {
  readonly accountId: string;
};

/** 提出, or 不予确认: nothing happens to the account yet. */
export function prepared(row: DisputeRow, sent: DisputeStep, by: DecidedBy): readonly Call[] {
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

/** Why the step cannot be taken now, besides what the page itself has found. */
export function against(
  actor: AuthorityActor,
  row: DisputeRow,
  { step, outcome, reason }: DisputeStep,
): readonly Refusal[] {
  if (step === 'confirm') return mayConfirmDispute(actor, row);
  const label = step === 'propose' ? '处理理由' : '不予确认的理由';
  return [
    ...(step === 'propose' ? mayHandleDispute(actor, row) : mayConfirmDispute(actor, row)),
    ...(step === 'propose' && outcomeOf(outcome) === undefined
      ? [refusal('field.choose', 'outcome', { label: '处理意见' })]
      : []),
    ...(reason === '' ? [refusal('field.required', 'reason', { label })] : []),
  ];
}
