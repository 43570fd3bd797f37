import { type Entry, evolveEntry } from '../../src/domain/register/entry.ts';
import type { RegisterEvent } from '../../src/domain/register/events.ts';
import type { Database } from '../../src/store/database.ts';
import { findEntry, saveRegisterEntry } from '../../src/store/register.ts';
import { commitWith, transaction } from '../../src/store/transaction.ts';
import { book, type Happening } from './register.ts';

/** Something more happens to an entry, written as the program writes it. */
export async function happen(database: Database, entryId: string, happening: Happening): Promise<void> {
  const found = await database.row(findEntry, entryId);
  if (found === undefined) throw new Error(`no entry ${entryId}`);
  const { version, ...before } = found;
  const event = { ...happening, entryId } as RegisterEvent;
  const entry: Entry = evolveEntry(before, event);
  const written = { entry, before: version, events: [event], verificationCode: '', at: '2026-02-01T01:00:00Z' };
  await transaction(database, async () => commitWith(null, [saveRegisterEntry({ ...written, applicationId: null })]));
  await book(database, [event], written.at);
}
