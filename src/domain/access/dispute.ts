import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import type { AuthorityActor } from './actor.ts';
import { aboutThemselves, type Concerned, isTheirs } from './oneself.ts';

export const disputeStates = { open: '待处理', proposed: '待确认', decided: '已办结' } as const;
export type DisputeState = keyof typeof disputeStates;

export const disputeOutcomes = { claimant: '归申请异议人', account: '归现账号', withdrawn: '撤回' } as const;
export type DisputeOutcome = keyof typeof disputeOutcomes;

export const disputeSides = { claimant: '申请异议人', account: '现账号' } as const;
export type DisputeSide = keyof typeof disputeSides;

/** After a dispute that did not go their way, another upon the same qualification is heard in person only for so long. */
export const quietMonths = 12;

/** Why this officer cannot handle the dispute: by their right, or because it is about themselves. */
export function mayHandleDispute(actor: AuthorityActor, physician: Concerned): readonly Refusal[] {
  const allowed = actor.role === 'officer' || actor.role === 'decider';
  return [
    ...(allowed ? [] : [refusal('step.moreRight', undefined, { step: '处理身份异议' })]),
    ...aboutThemselves(actor, physician, 'dispute.aboutYourself'),
  ];
}

/** Why this officer cannot confirm what has been proposed: a second one, who decides. */
export function mayConfirmDispute(
  actor: AuthorityActor,
  proposed: Concerned & { readonly proposedBy: string | null },
): readonly Refusal[] {
  return [
    ...(actor.role === 'decider' ? [] : [refusal('step.moreRight', undefined, { step: '确认处理意见' })]),
    ...(isTheirs(actor, proposed.proposedBy) ? [refusal('dispute.secondOfficer')] : []),
    ...aboutThemselves(actor, proposed, 'dispute.aboutYourself'),
  ];
}
