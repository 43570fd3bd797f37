import type { PersonActor } from '../../domain/access/actor.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction } from '../../store/transaction.ts';
import { unbindWechat as deleteBinding } from '../../store/wechat.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { provePassword } from './provePassword.ts';
import { tellOwner } from './tellOwner.ts';

/** 解除绑定, with the password once more: somebody who finds an open window must not take away a way in. */
export async function unbindWechat(
  services: Services,
  actor: PersonActor,
  form: { readonly password: string },
): Promise<Outcome<'unbound'>> {
  const refused = await provePassword(services, actor, form);
  if (refused !== undefined) return refuse(refused);
  const now = services.clock.now();
  const at = now.toString();
  const { accountId, name } = actor;
  return transaction(services.database, async (tx) => {
    const removed = await tx.row(deleteBinding, accountId);
    if (removed === undefined) return refuse(refusal('wechat.notBound'));
    await tx.row(recordInLedger, at, accountId, name, '', 'wechatUnbound', 'account', accountId, '', '{}');
    const words =
      `您的账号于${formatDateTime(now, chinaDate(now))}解除了微信绑定,不能再用微信扫码登录。` +
      '如不是您本人,请马上修改密码。';
    await tellOwner(tx, accountId, { title: '已解除微信绑定', words }, at);
    return done('unbound');
  });
}
