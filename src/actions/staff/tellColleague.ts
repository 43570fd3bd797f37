import { randomUUID } from 'node:crypto';
import { insertNotice } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import { insertMessage } from '../../store/messages.ts';
import type { Contact } from '../../store/staff.ts';

/** What has been done to somebody's account is told to them: at their desk, and where they are reached outside. */
export async function tellColleague(
  tx: Queryable,
  { id, phone, email }: Contact,
  { title, body }: { readonly title: string; readonly body: string },
  at: string,
): Promise<void> {
  await tx.row(insertNotice, id, null, title, body, at);
  await sendTo(tx, { phone, email }, { title, body }, at);
}

/** By SMS and by mail, as far as there are addresses; `secret` takes its place in the words as they go out. */
export async function sendTo(
  tx: Queryable,
  { phone, email }: Omit<Contact, 'id'>,
  { title, body, secret }: { readonly title: string; readonly body: string; readonly secret?: string },
  at: string,
): Promise<void> {
  if (phone !== null)
    await tx.row(insertMessage, randomUUID(), 'sms', phone, '', `【杏林】${body}`, secret ?? null, at);
  if (email !== null) await tx.row(insertMessage, randomUUID(), 'mail', email, title, body, secret ?? null, at);
}
