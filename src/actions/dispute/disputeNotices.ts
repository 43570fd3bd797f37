import { type DisputeOutcome, disputeOutcomes } from '../../domain/access/dispute.ts';
import { remedies } from '../../domain/vocabulary/articles.ts';
import type { NewMessage, Told } from '../../store/acts.ts';
import type { OpenFile } from '../../store/disputeMoves.ts';
import type { DisputeRow } from '../../store/disputes.ts';
import type { Recoverable } from '../../store/recoveries.ts';
import { secretPlace } from '../messages/secretPlace.ts';
import { toOwner } from '../recovery/recoveryNotices.ts';
import { toAuthority, together, toInstitution } from '../time/tell.ts';

const nothing: Told = { notices: [], messages: [] };
const title = '身份异议';

/** To the claimant, whose only channel is the phone they have proven. */
function toClaimant(phone: string, body: string): Told {
  return { notices: [], messages: toOwner({ id: '', phone, email: null }, title, body).messages };
}

/** Opened: both sides, the deciding authority, and the desks where a file of the account lies. */
export function openedTold(
  { phone, authority, authorityId }: Pick<DisputeRow, 'phone' | 'authority' | 'authorityId'>,
  owner: Recoverable,
  files: readonly OpenFile[],
): Told {
  const mine = `有人对您账号的身份提出异议,账号已冻结:处理期间不能办理业务和更改账号信息。请登录系统,在“身份异议”中说明情况并上传证明,由${authority}处理。`;
  return together(
    toOwner(owner, title, mine),
    toClaimant(phone, `您提出的身份异议已受理,由${authority}处理,该账号已冻结。需要补充时会向本手机发送链接。`),
    toAuthority(authorityId, '新的身份异议', '有人提出身份异议,账号已冻结,请核实后处理。'),
    flagged(files, '申请人的身份有异议,正在核实。在异议办结以前请慎重办理。'),
  );
}

/** Asked once more: the owner in the account, the claimant by a link. */
export function askedTold(
  row: DisputeRow,
  owner: Recoverable | undefined,
  link: { before: string; token: string } | null,
): Told {
  if (link === null)
    return owner === undefined
      ? nothing
      : toOwner(owner, title, `${row.authority}就身份异议向您补充询问,请登录系统答复。`);
  const asked = toClaimant(
    row.phone,
    `${row.authority}就您提出的身份异议补充询问,请打开链接答复:${link.before}${secretPlace}`,
  );
  return { notices: [], messages: asked.messages.map((each): NewMessage => ({ ...each, secret: link.token })) };
}

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

function flagged(files: readonly OpenFile[], words: string): Told {
  return together(
    ...files.flatMap(({ number, institutionId, authorityId }) => [
      institutionId === null ? nothing : toInstitution(institutionId, title, `${number}:${words}`),
      authorityId === null ? nothing : toAuthority(authorityId, title, `${number}:${words}`),
    ]),
  );
}
