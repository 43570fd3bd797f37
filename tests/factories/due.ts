import { randomUUID } from 'node:crypto';
import { accept } from '../../src/actions/application/accept.ts';
import { askForSupplement } from '../../src/actions/application/askForSupplement.ts';
import { reviewByInstitution } from '../../src/actions/application/reviewByInstitution.ts';
import { submit } from '../../src/actions/application/submit.ts';
import type { Services } from '../../src/actions/services.ts';
import { type County, confirmed, makeDraft, must } from './life.ts';
import { insertInstitution, type TestInstitution } from './people.ts';
import { inactive, insertEntry, siteAt } from './register.ts';

/** These services on another day, at ten in the morning in China. */
export function on(services: Services, day: string): Services {
  const at = Temporal.Instant.from(`${day}T10:00:00+08:00`);
  return { ...services, clock: { now: () => at } };
}

/** A county and a second institution of it, where physicians file to practise as well. */
export interface Place {
  readonly services: Services;
  readonly county: County;
  readonly second: TestInstitution;
}

export async function makePlace(services: Services, county: County): Promise<Place> {
  return { services, county, second: await insertInstitution(services.database, county.tree.county) };
}

const form = (applicationId: string, version: number) => ({ applicationId, version, key: randomUUID(), location: '/' });

/** A registration that has lain at its institution since a day. */
export async function atInstitution({ services, county }: Place, day: string): Promise<string> {
  const then = on(services, day);
  const { person, applicationId } = await makeDraft(then, county.institution);
  must(await submit(then, person, form(applicationId, 0)));
  return applicationId;
}

/** The same at the authority. */
export async function atAuthority(place: Place, day: string): Promise<string> {
  const id = await atInstitution(place, day);
  const passed = { outcome: 'pass', opinion: '', confirmed } as const;
  must(await reviewByInstitution(on(place.services, day), place.county.clerk, form(id, 1), passed));
  return id;
}

/** The same with a supplement asked for. */
export async function inSupplement(place: Place, day: string): Promise<string> {
  const id = await atAuthority(place, day);
  const asked = { items: '身份证件复印件', secondReason: '' };
  must(await askForSupplement(on(place.services, day), place.county.deciders[0], form(id, 2), asked));
  return id;
}

/** The same, accepted. */
export async function accepted(place: Place, day: string): Promise<string> {
  const id = await atAuthority(place, day);
  must(await accept(on(place.services, day), place.county.deciders[0], form(id, 2)));
  return id;
}

/** An entry with a filing whose last day is this one. */
export async function filedUntil(
  { services, county, second }: Place,
  day: string,
  from = '2025-01-06',
): Promise<string> {
  const later = [siteAt(second, county.tree.county.id, from, day)];
  return (await insertEntry(services.database, county, { later })).entry.id;
}

export async function suspendedUntil({ services, county }: Place, day: string): Promise<string> {
  const later = [{ type: 'suspended', on: '2025-10-09', from: '2025-10-09', until: day }] as const;
  return (await insertEntry(services.database, county, { later })).entry.id;
}

export async function inactiveSince({ services, county }: Place, day: string): Promise<string> {
  return (await insertEntry(services.database, county, { later: [inactive(day)] })).entry.id;
}

/** The Friday on which all of the cases below have just fallen due. */
export const dueDay = '2026-03-27';

/**
 * A case of every sort that falls due on `dueDay`, with what the ledger calls the act. Reckoned by hand with the calendar of
 * 2026: March has no holiday, 清明节 is 4 to 6 April.
 */
export const sorts: readonly { readonly action: string; readonly make: (place: Place) => Promise<string> }[] = [
  { action: 'siteEnded', make: (place) => filedUntil(place, '2026-03-26') },
  { action: 'suspensionEnded', make: (place) => suspendedUntil(place, '2026-03-26') },
  { action: 'lapsed', make: (place) => inSupplement(place, '2026-03-05') },
  { action: 'deemedAccepted', make: (place) => atAuthority(place, '2026-03-19') },
  { action: 'escalated', make: (place) => atInstitution(place, '2026-03-19') },
  { action: 'statutoryCaseOpened', make: (place) => inactiveSince(place, '2024-03-26') },
  { action: 'siteEndReminded', make: (place) => filedUntil(place, '2026-04-26') },
  { action: 'siteEndReminded', make: (place) => filedUntil(place, '2026-04-03') },
  { action: 'inactiveEndReminded', make: (place) => inactiveSince(place, '2024-06-25') },
  { action: 'inactiveEndReminded', make: (place) => inactiveSince(place, '2024-04-26') },
  { action: 'inactiveEndReminded', make: (place) => inactiveSince(place, '2024-04-03') },
  { action: 'supplementReminded', make: (place) => inSupplement(place, '2026-03-13') },
  { action: 'deadlineWarned', make: (place) => accepted(place, '2026-03-06') },
  { action: 'deadlineWarned', make: (place) => accepted(place, '2026-03-03') },
];

/** So many cases of every sort, and how often each act has to stand in the ledger for it. */
export async function makeDue(place: Place, each: number): Promise<ReadonlyMap<string, string>> {
  const cases = new Map<string, string>();
  for (let index = 0; index < each; index += 1)
    for (const { action, make } of sorts) cases.set(await make(place), action);
  return cases;
}

/** What the clock has written about each case: its acts, by the application or entry they are about. */
export async function actsOf({ database }: Services): Promise<{ id: string; action: string }[]> {
  const { rows } = await database.pool.query<{ id: string; action: string }>(
    `SELECT coalesce(detail ->> 'entryId', subject_id) AS id, action FROM ledger WHERE actor_name = '法定期限届满' AND action <> 'caughtUp'
     ORDER BY seq`,
  );
  return rows;
}

/** What differs from every case having been acted on once, and nothing else. */
export async function notOnce(services: Services, cases: ReadonlyMap<string, string>): Promise<string[]> {
  const acts = await actsOf(services);
  const counted = new Map<string, number>();
  for (const { id, action } of acts) counted.set(`${action} ${id}`, (counted.get(`${action} ${id}`) ?? 0) + 1);
  const wanted = new Set([...cases].map(([id, action]) => `${action} ${id}`));
  return [
    ...[...wanted].filter((each) => !counted.has(each)).map((each) => `not done: ${each}`),
    ...[...counted]
      .filter(([each, times]) => times > 1 || !wanted.has(each))
      .map(([each, times]) => `${times} times: ${each}`),
  ];
}
