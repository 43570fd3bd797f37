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
    'UPDATE application SET draft_sealed = $2, draft_institution_id = $3 WHERE id = $1',
    [id, JSON.stringify(draft), draft.institutionId],
    { seals: [{ parameter: 2, column: 'application.draft', row: '$1' }] },
  );
}

export interface WrittenMessage {
  readonly channel: 'sms' | 'mail';
  readonly recipient: string;
  readonly text: string;
  readonly code: string | null;
}

/** The outbox, the oldest first. */
export function writtenMessages(database: Pick<Database, 'rows'>): Promise<WrittenMessage[]> {
  return ask(
    database,
    `SELECT m.channel, ${opened('m', 'message.recipient')} AS recipient, ${opened('m', 'message.text')} AS text,
       ${opened('m', 'message.code')} AS code FROM message m ORDER BY m.created_at`,
  );
}
