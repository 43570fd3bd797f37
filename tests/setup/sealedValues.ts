import type { Database } from '../../src/store/database.ts';
import { opened, type Protection } from '../../src/store/protection.ts';
import { blindIndex } from '../../src/store/seal.ts';
import type { IndexPurpose } from '../../src/store/sealedColumns.ts';
import { testKeys } from './testKeys.ts';

/** Asks a database of tests; sealed columns come out in clear where the text says `opened(alias, column)`. */
export function ask<Row>(
  { rows }: Pick<Database, 'rows'>,
  text: string,
  params: readonly unknown[] = [],
  protection?: Protection,
): Promise<Row[]> {
  return rows({ name: '', text, protection, opens: true, shape: () => ({}) as Row }, ...params);
}

/** What a number is found by in the databases of tests. */
export function indexOf(purpose: IndexPurpose, value: string): Buffer {
  return blindIndex(testKeys.indexKey.key, purpose, value);
}

interface TypedDraft {
  readonly answers: Readonly<Record<string, string>>;
  readonly institutionId: string | null;
  readonly photoId: string | null;
}

/** What somebody is typing; null where nothing has been typed since it was sent. */
export async function readDraft(database: Pick<Database, 'rows'>, id: string): Promise<TypedDraft | null> {
  const text = `SELECT ${opened('a', 'application.draft')} AS draft FROM application a WHERE a.id = $1`;
  const [found] = await ask<{ draft: TypedDraft | null }>(database, text, [id]);
  return found?.draft ?? null;
}

/** As if it had been typed over what is there. */
export async function typeDraft(
  database: Pick<Database, 'rows'>,
  id: string,
  typed: Partial<TypedDraft>,
): Promise<void> {
  const before = await readDraft(database, id);
  const draft = { answers: {}, institutionId: null, photoId: null, ...before, ...typed };
  await ask(
    database,
    'UPDATE application SET draft_sealed = $2, draft_institution_id = $3, draft_photo_id = $4 WHERE id = $1',
    [id, JSON.stringify(draft), draft.institutionId, draft.photoId],
    { seals: [{ parameter: 2, column: 'application.draft', row: '$1' }] },
  );
}

export interface WrittenMessage {
  readonly channel: 'sms' | 'mail';
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly code: string | null;
}

/** The outbox, the oldest first. */
export function writtenMessages(database: Pick<Database, 'rows'>): Promise<WrittenMessage[]> {
  return ask(
    database,
    `SELECT m.channel, m.subject, ${opened('m', 'message.recipient')} AS recipient, ${opened('m', 'message.text')} AS text,
       ${opened('m', 'message.code')} AS code FROM message m ORDER BY m.created_at, m.ctid`,
  );
}

/** What waits in the outbox for a number or an address, or has gone there, the oldest first. */
export async function messagesTo(database: Pick<Database, 'rows'>, recipient: string): Promise<WrittenMessage[]> {
  return (await writtenMessages(database)).filter((message) => message.recipient === recipient);
}

/** The newest code sent to a number; '' when there is none, or when it has gone out. */
export async function lastCode(database: Pick<Database, 'rows'>, phone: string): Promise<string> {
  const codes = (await messagesTo(database, phone)).flatMap(({ code }) => code ?? []);
  return codes.at(-1) ?? '';
}

interface Contact {
  readonly phone: string | null;
  readonly email: string | null;
}

/** How the owner of an account is reached. */
export async function readContact(database: Pick<Database, 'rows'>, accountId: string): Promise<Contact> {
  const [found] = await ask<Contact>(
    database,
    `SELECT ${opened('c', 'account.phone')} AS phone, ${opened('c', 'account.email')} AS email FROM account c WHERE c.id = $1`,
    [accountId],
  );
  if (found === undefined) throw new Error(`no account ${accountId}`);
  return found;
}

/** As if the owner had given this number and this address from the beginning; what is not given stays. */
export async function writeContact(
  database: Pick<Database, 'rows'>,
  accountId: string,
  given: Partial<Contact>,
): Promise<void> {
  const { phone, email } = { ...(await readContact(database, accountId)), ...given };
  await ask(
    database,
    'UPDATE account SET phone_sealed = $2, phone_index = $3, email_sealed = $4 WHERE id = $1',
    [accountId, phone, null, email],
    {
      seals: [
        { parameter: 2, column: 'account.phone', row: '$1', index: { parameter: 3, purpose: 'phone' } },
        { parameter: 4, column: 'account.email', row: '$1' },
      ],
    },
  );
}
