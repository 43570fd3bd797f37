import { randomUUID } from 'node:crypto';
import { findPersonAccount, insertNotice } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import { insertMessage } from '../../store/messages.ts';

/** What happened to an account, told to its owner on every channel there is: in the app, by SMS to a verified phone, by mail. */
export async function tellOwner(
  tx: Queryable,
  accountId: string,
  { title, words }: { readonly title: string; readonly words: string },
  at: string,
): Promise<void> {
  const account = await tx.row(findPersonAccount, accountId);
  if (account === undefined) return;
  await tx.row(insertNotice, accountId, null, title, words, at);
  const text = `【杏林】${words}`;
  if (account.phone !== null && account.phoneVerified)
    await tx.row(insertMessage, randomUUID(), 'sms', account.phone, '', text, null, at);
  if (account.email !== null) await tx.row(insertMessage, randomUUID(), 'mail', account.email, title, words, null, at);
}
