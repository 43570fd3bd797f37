import { randomUUID } from 'node:crypto';
import { maskMiddle } from '../../domain/fields/mask.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type CredentialChange, credentialChanges } from '../../domain/vocabulary/credentialChanges.ts';
import { insertNotice, type PersonAccount } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { insertMessage } from '../../store/messages.ts';
import { findSessionDevice } from '../../store/sessions.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';

/** The account as it is after the change. */
export type ToldAccount = Pick<PersonAccount, 'id' | 'name' | 'loginName' | 'phone' | 'phoneVerified' | 'email'>;

export interface ToldAlso {
  /** The number or address that was there before. */
  readonly phone?: string | null;
  readonly email?: string | null;
}

/**
 * Tells the owner of an account, on every channel they can be reached by, that a credential has changed: when, on which
 * device, and what to do if it was not them. One ledger row for each change. A number nobody has proven gets no message:
 * it may be a stranger's. Neither number nor address stands in the words.
 *
 * @param where the device in words (`deviceOf`), or how it was done without one
 */
export async function tellCredentialChanged(
  services: Services,
  tx: Queryable,
  account: ToldAccount,
  change: CredentialChange,
  where: string,
  also: ToldAlso = {},
): Promise<void> {
  const now = services.clock.now();
  const at = now.toString();
  const { id, name } = account;
  const { title, action } = credentialChanges[change];
  await tx.row(recordInLedger, at, id, name, '', action, 'account', id, '', '{}');
  const day = formatDateTime(now, chinaDate(now));
  const body = `时间:${day},操作来自:${where}。${ifNotYou}`;
  await tx.row(insertNotice, id, null, title, body, at);
  const text = `【杏林】您的账号(登录名 ${maskMiddle(account.loginName, 2, 1)})${title}。${body}`;
  const phones = [account.phoneVerified ? account.phone : null, also.phone];
  for (const phone of given(phones)) await tx.row(insertMessage, randomUUID(), 'sms', phone, '', text, null, at);
  for (const email of given([account.email, also.email]))
    await tx.row(insertMessage, randomUUID(), 'mail', email, title, text, null, at);
}

const ifNotYou = '如不是您本人操作,请立即登录修改密码;不能登录的,请尽快找回账号,或联系当地卫生健康行政部门。';

function given(recipients: readonly (string | null | undefined)[]): Set<string> {
  return new Set(recipients.filter((each): each is string => typeof each === 'string' && each !== ''));
}

/** The device of a session, in words. */
export async function deviceOf(tx: Queryable, token: string): Promise<string> {
  const session = await tx.row(findSessionDevice, hashToken(token));
  return session === undefined || session.device === '' ? '未知设备' : session.device;
}
