import { randomInt } from 'node:crypto';
import { listSize } from '../../domain/issuing/statusList.ts';
import type { Queryable } from '../../store/database.ts';
import { findNewestList, findPlaceOfEntry, openList, type StatusPlace, takePlace } from '../../store/statusLists.ts';
import type { Services } from '../services.ts';
import { statusDecoys } from './statusDecoys.ts';

/** `status.status_list` of a token: where the state of what it stands for is told. */
export interface StatusReference {
  readonly uri: string;
  readonly idx: number;
}

type Needs = Pick<Services, 'secret' | 'publicUrl' | 'clock'>;

/** Places tried at random, twice, before a list counts as full: no list is closed while every third place is free. */
const tries = 16;
const mostMisses = 2;

/** The place of a registration for its papers and live codes: given at the first question, and the same ever after. */
export async function statusReference(services: Needs, db: Queryable, entryId: string): Promise<StatusReference> {
  const place = (await db.row(findPlaceOfEntry, entryId)) ?? (await newPlace(services, db, entryId, null));
  return referenceTo(services, place);
}

/** The same without giving one; undefined before 申领. */
export async function findStatusReference(
  services: Pick<Services, 'publicUrl'>,
  db: Queryable,
  entryId: string,
): Promise<StatusReference | undefined> {
  const place = await db.row(findPlaceOfEntry, entryId);
  return place && referenceTo(services, place);
}

/** A place for one copy of a licence in a wallet: of its own, so that two showings cannot be told to be of one person. */
export async function newStatusReference(
  services: Needs,
  db: Queryable,
  entryId: string,
  instanceId: string,
): Promise<StatusReference> {
  return referenceTo(services, await newPlace(services, db, entryId, instanceId));
}

/** The address of a list; also the `sub` of its token. */
export function statusListUri({ publicUrl }: Pick<Services, 'publicUrl'>, list: number): string {
  return `${publicUrl}/status-lists/${list}`;
}

function referenceTo(services: Pick<Services, 'publicUrl'>, { list, idx }: StatusPlace): StatusReference {
  return { uri: statusListUri(services, list), idx };
}

async function newPlace(
  services: Needs,
  db: Queryable,
  entryId: string,
  instanceId: string | null,
): Promise<StatusPlace> {
  let [looked, misses] = [0, 0];
  for (;;) {
    const newest = (await db.row(findNewestList))?.id ?? 0;
    if (newest === 0 || (newest === looked && misses === mostMisses)) {
      await db.row(openList, newest + 1, services.clock.now().toString());
      continue;
    }
    if (newest !== looked) [looked, misses] = [newest, 0];
    const taken = await db.row(takePlace, newest, randomPlaces(services, newest), entryId, instanceId);
    if (taken !== undefined) return taken;
    // Somebody asked for the same entry at the same time: theirs holds.
    const given = instanceId === null ? await db.row(findPlaceOfEntry, entryId) : undefined;
    if (given !== undefined) return given;
    misses += 1;
  }
}

/** Never a decoy: those have a life of their own. */
function randomPlaces(services: Needs, list: number): number[] {
  const { isDecoy } = statusDecoys(services, list);
  const places = new Set<number>();
  while (places.size < tries) {
    const idx = randomInt(listSize);
    if (!isDecoy(idx)) places.add(idx);
  }
  return [...places];
}
