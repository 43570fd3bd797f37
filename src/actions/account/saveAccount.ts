import { randomUUID } from 'node:crypto';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { insertNotice, insertPersonAccount } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { lockSessionData, mergeSessionData } from '../../store/sessions.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import type { NewAccount } from './newAccount.ts';
import { type RegisterFrom, type Registration, readRegistration } from './registration.ts';
import { mayTell, tellRegisteredBefore } from './tellRegisteredBefore.ts';

interface Saving {
  readonly account: NewAccount;
  readonly passwordHash: string;
  /** The account that has this ID number already: then none is made, and everything else is the same. */
  readonly ownerId: string | null;
}

/**
 * Writes a new account, within the transaction of its registration. The visitor's session is held, so that the same form
 * sent twice at once makes one account and both get its login name.
 */
export async function saveAccount(
  services: Services,
  tx: Queryable,
  { token, network }: RegisterFrom,
  saving: Saving,
  refusals: readonly Refusal[],
): Promise<Outcome<string>> {
  const at = services.clock.now().toString();
  const session = await tx.row(lockSessionData, hashToken(token), at);
  const { registration, registered } = readRegistration(session?.data ?? {});
  if (registered !== undefined) return done(registered);
  if (registration === undefined) return refuse(refusal('registration.restart'));
  if (refusals.length > 0) return refuse(...refusals);
  const { account, ownerId } = saving;
  const may = await mayTell(services, tx, ownerId !== null, { phone: account.phone, network });
  if (ownerId === null) await insertAccount(tx, registration, saving, at);
  else if (may) await tellRegisteredBefore(services, tx, ownerId, account.phone);
  await mergeSessionData(tx, hashToken(token), at, { registration: null, registered: account.loginName });
  return done(account.loginName);
}

async function insertAccount(tx: Queryable, registration: Registration, saving: Saving, at: string): Promise<void> {
  const { name, idType, idNumber, noticeVersion, noticeReadAt } = registration;
  const { loginName, phone, email } = saving.account;
  const id = randomUUID();
  const person = [id, loginName, saving.passwordHash, name, idType, idNumber, phone, email] as const;
  await tx.row(insertPersonAccount, ...person, noticeVersion, noticeReadAt, at);
  await tx.row(recordInLedger, at, id, name, '', 'accountRegistered', 'account', id, '', '{}');
  const words = '账号已注册。请依次完成医师信息校验、手机号验证和账户激活,然后就可以办理业务。';
  await tx.row(insertNotice, id, null, '欢迎使用', words, at);
}
