import { randomUUID } from 'node:crypto';
import { maskMiddle } from '../../domain/fields/mask.ts';
import { insertNotice, type PersonAccount } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import { insertMessage } from '../../store/messages.ts';

export type ToldAccount = Pick<PersonAccount, 'id' | 'name' | 'loginName' | 'phone' | 'phoneVerified' | 'email'>;

export interface ToldAlso {
  /** The number or address that was there before. */
  readonly phone?: string | null;
  readonly email?: string | null;
}

/**
 * What happened to an account, told to its owner on every channel there is: in the account, by SMS, by mail. A number nobody
 * has proven gets no message: it may be a stranger's. Neither number nor address stands in the words.
 */
export async function tellOwner(
  tx: Queryable,
  account: ToldAccount,
  { title, body }: { readonly title: string; readonly body: string },
  at: string,
  also: ToldAlso = {},
): Promise<void> {
  await tx.row(insertNotice, account.id, null, title, body, at);
  const text = `【杏林】您的账号(登录名 ${maskMiddle(account.loginName, 2, 1)})${title}。${body}`;
  const phones = [account.phoneVerified ? account.phone : null, also.phone];
  for (const phone of given(phones)) await tx.row(insertMessage, randomUUID(), 'sms', phone, '', text, null, at);
  for (const email of given([account.email, also.email]))
    await tx.row(insertMessage, randomUUID(), 'mail', email, title, text, null, at);
}

function given(recipients: readonly (string | null | undefined)[]): Set<string> {
  return new Set(recipients.filter((each): each is string => typeof each === 'string' && each !== ''));
}
