import { type DisputeOutcome, disputeOutcomes } from '../../domain/access/dispute.ts';
import { remedies } from '../../domain/vocabulary/articles.ts';
import type { Told } from '../../store/acts.ts';
import type { OpenFile } from '../../store/disputeMoves.ts';
import type { DisputeRow } from '../../store/disputes.ts';
import type { Recoverable } from '../../store/recoveries.ts';
import { toOwner } from '../recovery/recoveryNotices.ts';
import { together } from '../time/tell.ts';
import { flagged, nothing, title, toClaimant } from './disputeNotices.ts';

const forClaimant: Readonly<Record<DisputeOutcome, string>> = {
  claimant: '原账号已关闭,您可以用本人身份注册账号并激活。',
  account: '经核实,该身份属于现账号。',
  withdrawn: '异议已按撤回办结。',
};
const forAccount: Readonly<Record<DisputeOutcome, string>> = {
  claimant: '经核实,该身份属于申请异议人,您的账号已关闭。',
  account: '经核实,该身份属于您的账号,账号已解除冻结。',
  withdrawn: '异议已撤回,账号已解除冻结。',
};

/** Decided: both sides with the reason and the remedies; where the account is closed, the desks of its files too. */
export function decidedTold(
  row: DisputeRow,
  outcome: DisputeOutcome,
  owner: Recoverable,
  files: readonly OpenFile[],
): Told {
  const decision = `${row.authority}对身份异议作出处理:${disputeOutcomes[outcome]}。`;
  const why = `理由:${row.reason}。${remedies}`;
  return together(
    toOwner(owner, title, `${decision}${forAccount[outcome]}${why}`),
    toClaimant(row.phone, `${decision}${forClaimant[outcome]}${why}`),
    outcome === 'claimant'
      ? flagged(files, '经考核所在省核实,申请人冒用了他人身份,账号已关闭。请依法处理这件申请。')
      : nothing,
  );
}
