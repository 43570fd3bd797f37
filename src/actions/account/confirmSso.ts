import { maskMiddle } from '../../domain/fields/mask.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findPersonAccount } from '../../store/accounts.ts';
import { lockSessionData, mergeSessionData } from '../../store/sessions.ts';
import { bindSso, findSsoAccount, findSsoBinding } from '../../store/sso.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { Session } from '../session/findActor.ts';
import { hashToken } from '../session/openSession.ts';
import { beginSessionIn } from './beginSession.ts';
import type { Confirming } from './confirmWechat.ts';
import { readSso } from './ssoState.ts';
import { tellCredentialChanged } from './tellCredentialChanged.ts';

/** Who has come back, and what confirming it would do; undefined when nobody has, a while ago. Reads only. */
export async function viewSso(services: Services, session: Session | null) {
  const { shown } = readSso(session?.data ?? {}, services.clock.now());
  if (shown === undefined) return undefined;
  const owner = await services.database.row(findSsoAccount, shown.identity);
  const accountId = session?.actor?.accountId;
  const loginName = owner === undefined ? undefined : maskMiddle(owner.loginName, 2, 1);
  if (accountId === undefined) return { name: shown.name, loginName, meaning: owner ? 'signIn' : 'unbound' } as const;
  const meaning = owner === undefined ? 'bind' : owner.accountId === accountId ? 'boundAlready' : 'boundElsewhere';
  return { name: shown.name, loginName: undefined, meaning } as const;
}

/** “是我本人”: signed in with a new token, or bound to the account that is signed in. It never makes an account. */
export async function confirmSso(
  services: Services,
  { token, device, accountId }: Confirming,
): Promise<Outcome<{ readonly kind: 'signedIn'; readonly token: string } | { readonly kind: 'bound' }>> {
  const now = services.clock.now();
  const hash = hashToken(token);
  return transaction(services.database, async (tx) => {
    const session = await tx.row(lockSessionData, hash, now.toString());
    const { shown } = readSso(session?.data ?? {}, now);
    if (shown === undefined) return refuse(refusal('sso.failed'));
    await mergeSessionData(tx, hash, now.toString(), { sso: null });
    const owner = await tx.row(findSsoAccount, shown.identity);
    if (accountId === null) {
      if (owner === undefined) return refuse(refusal('sso.unbound'));
      const before = { token, device, bindWechat: false };
      return done({ kind: 'signedIn', token: await beginSessionIn(services, tx, 'person', owner.accountId, before) });
    }
    if (owner?.accountId === accountId) return done({ kind: 'bound' });
    const account = await tx.row(findPersonAccount, accountId);
    const bound = owner === undefined && (await tx.row(bindSso, accountId, shown.identity, now.toString()));
    if (!bound || account === undefined) return refuse(refusal('sso.taken'));
    await tellCredentialChanged(services, tx, account, 'ssoBound', device.words);
    return done({ kind: 'bound' });
  });
}

/** 统一身份认证绑定 of an account: since when, or not at all. */
export async function viewSsoBinding({ database }: Services, accountId: string) {
  return database.row(findSsoBinding, accountId);
}
