import { type Entry, evolveEntry } from '../../domain/register/entry.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import type { Told } from '../../store/acts.ts';
import type { Queryable } from '../../store/database.ts';
import { type Concerned, claimEntry, findConcerned, saveRegisterEntry } from '../../store/register.ts';
import { recordAct } from '../../store/time.ts';
import { commitWith } from '../../store/transaction.ts';
import { clockBy } from './clockBy.ts';
import type { Now } from './duty.ts';

/** An entry in hand, with everybody it concerns. */
export interface Claimed {
  readonly entry: Entry;
  readonly version: number;
  readonly concerned: Concerned;
}

/** An entry for the clock; undefined while somebody else has it in hand, whose turn it then is. */
export async function claim(tx: Queryable, entryId: string): Promise<Claimed | undefined> {
  const found = await claimEntry(tx, entryId);
  if (found === undefined) return undefined;
  const concerned = await tx.row(findConcerned, entryId);
  if (concerned === undefined) throw new Error(`entry ${entryId} has no physician behind it`);
  const { version, ...entry } = found;
  return { entry, version, concerned };
}

/** What time has done to an entry: folded, and written together with the ledger and what everyone is told. */
export function changeEntry(
  { entry, version }: Claimed,
  event: RegisterEvent,
  article: string,
  told: Told,
  { at }: Now,
) {
  const events = [event];
  const written = { entry: evolveEntry(entry, event), before: version, events, at };
  return commitWith(true, [
    // The code is given with the first event and stays.
    saveRegisterEntry({ ...written, verificationCode: '', applicationId: null }),
    recordAct({
      at,
      actorName: clockBy.name,
      action: event.type,
      subjectType: 'register_entry',
      subjectId: entry.id,
      article,
      detail: { ...event },
      ...told,
    }),
  ]);
}
