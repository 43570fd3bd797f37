import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { findPersonAccount } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { bindWechat, releaseWechat } from '../../store/wechat.ts';
import type { Services } from '../services.ts';
import { tellOwner } from './tellOwner.ts';

/** Keeps the WeChat that has just scanned for an account, unless it is somebody's already. Whether it was kept. */
export async function bindScanned(
  services: Services,
  tx: Queryable,
  accountId: string,
  { identity }: { readonly identity: string },
): Promise<boolean> {
  const now = services.clock.now();
  const at = now.toString();
  await tx.row(releaseWechat, accountId, identity);
  const bound = await tx.row(bindWechat, accountId, identity, at);
  const account = await tx.row(findPersonAccount, accountId);
  if (bound === undefined || account === undefined) return false;
  await tx.row(recordInLedger, at, accountId, account.name, '', 'wechatBound', 'account', accountId, '', '{}');
  const words =
    `您的账号于${formatDateTime(now, chinaDate(now))}绑定了微信,以后可用微信扫码登录。` +
    '如不是您本人,请在“微信绑定”中解除绑定,并马上修改密码。';
  await tellOwner(tx, accountId, { title: '已绑定微信', words }, at);
  return true;
}
