import type { PersonActor } from '../../domain/access/actor.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findPersonAccount } from '../../store/accounts.ts';
import { unbindSso as deleteBinding } from '../../store/sso.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { provePassword } from './provePassword.ts';
import { deviceOf, tellCredentialChanged } from './tellCredentialChanged.ts';
import { unlessBusy } from './unlessBusy.ts';

/** 解除绑定, with the password once more. */
export async function unbindSso(
  services: Services,
  { accountId }: PersonActor,
  token: string,
  password: string,
): Promise<Outcome<'unbound'>> {
  return unlessBusy<'unbound'>(async () => {
    const refused = await provePassword(services, accountId, password);
    if (refused !== undefined) return refuse(refused);
    return transaction(services.database, async (tx) => {
      if ((await tx.row(deleteBinding, accountId)) === undefined) return refuse(refusal('sso.notBound'));
      const account = await tx.row(findPersonAccount, accountId);
      if (account === undefined) return notFound;
      await tellCredentialChanged(services, tx, account, 'ssoUnbound', await deviceOf(tx, token));
      return done('unbound');
    });
  });
}
