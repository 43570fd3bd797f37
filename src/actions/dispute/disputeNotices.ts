import type { NewMessage, Told } from '../../store/acts.ts';
import type { OpenFile } from '../../store/disputeMoves.ts';
import type { DisputeRow } from '../../store/disputes.ts';
import type { Recoverable } from '../../store/recoveries.ts';
import { secretPlace } from '../messages/secretPlace.ts';
import { toOwner } from '../recovery/recoveryNotices.ts';
import { toAuthority, together, toInstitution } from '../time/tell.ts';

export const nothing: Told = { notices: [], messages: [] };
export const title = '身份异议';

/** To the claimant, whose only channel is the phone they have proven. */
export function toClaimant(phone: string, body: string): Told {
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

/** To the desks where files of the account lie. */
export function flagged(files: readonly OpenFile[], words: string): Told {
  return together(
    ...files.flatMap(({ number, institutionId, authorityId }) => [
      institutionId === null ? nothing : toInstitution(institutionId, title, `${number}:${words}`),
      authorityId === null ? nothing : toAuthority(authorityId, title, `${number}:${words}`),
    ]),
  );
}
