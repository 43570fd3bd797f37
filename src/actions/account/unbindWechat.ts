import type { PersonActor } from '../../domain/access/actor.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findPersonAccount } from '../../store/accounts.ts';
import { transaction } from '../../store/transaction.ts';
import { unbindWechat as deleteBinding } from '../../store/wechat.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { provePassword } from './provePassword.ts';
import { deviceOf, tellCredentialChanged } from './tellCredentialChanged.ts';
import { unlessBusy } from './unlessBusy.ts';

/** 解除绑定, with the password once more: somebody who finds an open window must not take away a way in. */
export async function unbindWechat(
  services: Services,
  { accountId }: PersonActor,
  token: string,
  form: { readonly password: string },
): Promise<Outcome<'unbound'>> {
  const proving = await unlessBusy(async () => {
    const refused = await provePassword(services, accountId, form.password);
    return refused === undefined ? done('proven') : refuse(refused);
  });
  if (proving.kind !== 'done') return proving;
  return transaction(services.database, async (tx) => {
    const removed = await tx.row(deleteBinding, accountId);
    if (removed === undefined) return refuse(refusal('wechat.notBound'));
    const account = await tx.row(findPersonAccount, accountId);
    if (account === undefined) return notFound;
    await tellCredentialChanged(services, tx, account, 'wechatUnbound', await deviceOf(tx, token));
    return done('unbound');
  });
}
