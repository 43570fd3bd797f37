import { randomInt } from 'node:crypto';
import { listSize } from '../../domain/issuing/statusList.ts';
import type { Queryable } from '../../store/database.ts';
import { findNewestList, findPlaceOfEntry, openList, type StatusPlace, takePlace } from '../../store/statusLists.ts';
import type { Services } from '../services.ts';
import { statusDecoys } from './statusDecoys.ts';

type Needs = Pick<Services, 'secret' | 'clock'>;

/** Places tried at random, twice, before a list counts as full: no list is closed while every third place is free. */
const tries = 16;
const mostMisses = 2;

/** A place that was nobody's, in the list that is being filled; for an entry itself (`instanceId` null) the one it has been given meanwhile. */
export async function newPlace(
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
