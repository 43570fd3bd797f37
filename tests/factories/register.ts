import { randomUUID } from 'node:crypto';
import { type Entry, evolveEntry } from '../../src/domain/register/entry.ts';
import type { RegisterEvent } from '../../src/domain/register/events.ts';
import type { Database } from '../../src/store/database.ts';
import { saveRegisterEntry } from '../../src/store/register.ts';
import { commitWith, transaction } from '../../src/store/transaction.ts';
import {
  type AuthorityTree,
  insertPersonAccount,
  insertPhysician,
  type TestInstitution,
  type TestPerson,
} from './people.ts';

/** A physician of a county with an entry of the register, and what has happened to it. */
export interface Registered {
  readonly person: TestPerson;
  readonly entry: Entry;
}

/** Far from those the program gives: 000001, … */
let licences = 900_000;

/** What happens to an entry after its registration; the id of the entry is put in. */
export type Happening = RegisterEvent extends infer E ? (E extends RegisterEvent ? Omit<E, 'entryId'> : never) : never;

/** Registered on a day, with everything that followed folded and written as the program writes it. */
export async function insertEntry(
  database: Database,
  { tree, institution }: { readonly tree: Pick<AuthorityTree, 'county'>; readonly institution: TestInstitution },
  given: { readonly name?: string; readonly on?: string; readonly later?: readonly Happening[] } = {},
): Promise<Registered> {
  const physician = await insertPhysician(database, { name: given.name ?? '张景和', issuedOn: '2019-09-01' });
  const person = await insertPersonAccount(database, physician);
  licences += 1;
  const entryId = randomUUID();
  const events: RegisterEvent[] = [
    {
      type: 'registered',
      entryId,
      on: given.on ?? '2020-01-06',
      physicianId: physician.id,
      qualificationId: physician.qualificationId,
      provinceCode: '430000',
      licenceNo: `354430102${String(licences).padStart(6, '0')}`,
      institutionId: institution.id,
      authorityId: tree.county.id,
      techniques: '针刺、艾灸、拔罐',
      conditions: '颈肩腰腿痛(颈椎病、腰椎间盘突出症)',
      photoId: null,
    },
    ...(given.later ?? []).map((event) => ({ ...event, entryId }) as RegisterEvent),
  ];
  const entry = events.reduce<Entry | undefined>(evolveEntry, undefined);
  if (entry === undefined) throw new Error('no entry came of it');
  const verificationCode = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
  const written = { entry, before: 0, events, verificationCode, at: '2020-01-06T01:00:00Z', applicationId: null };
  await insertWritten(database, written);
  await book(database, events, written.at);
  return { person, entry };
}

/** In the ledger as what time does by itself: an act of the entry for each event, called as the event is. */
export async function book(database: Database, events: readonly RegisterEvent[], at: string): Promise<void> {
  await database.pool.query(
    `INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id)
     SELECT $1, '系统', '', e ->> 'type', 'register_entry', e ->> 'entryId' FROM json_array_elements($2::json) AS e`,
    [at, JSON.stringify(events)],
  );
}

/** The statement adds a practising entry; what else it has become is written as a change of it. */
async function insertWritten(database: Database, written: Parameters<typeof saveRegisterEntry>[0]): Promise<void> {
  const [first, ...others] = written.events;
  if (first === undefined) return;
  const added = evolveEntry(undefined, first);
  await transaction(database, async () =>
    commitWith(null, [saveRegisterEntry({ ...written, entry: added, events: [first] })]),
  );
  if (others.length === 0) return;
  const changed = { ...written, before: 1, events: others };
  await transaction(database, async () => commitWith(null, [saveRegisterEntry(changed)]));
}

/** 备案 on a day. */
export function inactive(on: string): Happening {
  return { type: 'madeInactive', on, reason: '退休' };
}

/** A filing at an institution, both days included. */
export function siteAt(institution: TestInstitution, authorityId: string, from: string, until: string): Happening {
  return { type: 'siteAdded', on: from, siteId: randomUUID(), institutionId: institution.id, authorityId, from, until };
}
