import { maskEmail } from '../../domain/fields/email.ts';
import { maskMiddle } from '../../domain/fields/mask.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { lockPersonAccount } from '../../store/accounts.ts';
import { setEmailVerified } from '../../store/credentials.ts';
import { findEmailConfirmation, useEmailConfirmation } from '../../store/emailConfirmations.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { tellCredentialChanged } from './tellCredentialChanged.ts';

export interface EmailToConfirm {
  readonly maskedEmail: string;
  readonly maskedLoginName: string;
}

/** What a link is about, as far as a stranger may know who has got hold of it. Reads only; nobody is signed in by it. */
export async function viewEmailConfirmation(services: Services, token: string): Promise<Outcome<EmailToConfirm>> {
  const at = services.clock.now().toString();
  const found = await services.database.row(findEmailConfirmation, hashToken(token), at);
  if (found === undefined) return refuse(refusal('email.linkOver'));
  return done({ maskedEmail: maskEmail(found.email), maskedLoginName: maskMiddle(found.loginName, 2, 1) });
}

/** The button behind the link, in whatever browser: the address belongs to the account from now on. */
export async function confirmEmail(services: Services, token: string): Promise<Outcome<'confirmed'>> {
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx) => {
    const link = await tx.row(useEmailConfirmation, hashToken(token), at);
    const account = link === undefined ? undefined : await tx.row(lockPersonAccount, link.accountId);
    if (link === undefined || account === undefined) return refuse(refusal('email.linkOver'));
    const { email } = link;
    // A frozen account keeps its address.
    if ((await tx.row(setEmailVerified, account.id, email, at)) === undefined) return refuse(refusal('email.linkOver'));
    const change = account.email === null || account.email === email ? 'emailVerified' : 'email';
    const now = { ...account, email };
    await tellCredentialChanged(services, tx, now, change, '邮件中的验证链接', { email: account.email });
    return done('confirmed');
  });
}
