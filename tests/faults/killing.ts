import { expect } from 'vitest';
import { findBrokenFiles } from './invariants.ts';
import { openSite, type Site, secretsOf, untilAllSent } from './site.ts';
import { lostOrDoubled, walkAll } from './walking.ts';

const writers = 16;
/** Each takes four steps. */
export const people = 480;
/** How often it is killed while everybody writes. */
export const kills = 5;
const stepsBetween = Math.floor((people * 4) / (kills + 1));

/** A site with a draft for each of the people who are about to walk. */
export function openKillingSite(): Promise<Site> {
  return openSite(people);
}

/**
 * Takes everybody's file all the way, kills five times meanwhile, and looks whether what was acknowledged is there, once and
 * whole. The answers of the five kills.
 */
export async function walkWhileKilling<T>(site: Site, kill: () => Promise<T>): Promise<T[]> {
  let killed = 0;
  let answers: Promise<T[]> = Promise.resolve([]);
  const walk = await walkAll(site, writers, (count) => {
    if (killed >= kills || count < (killed + 1) * stepsBetween) return;
    killed += 1;
    answers = answers.then(async (before) => [...before, await kill()]);
  });
  const answered = await answers;
  expect(killed).toBe(kills);
  // Every kill tore at least one answer away, or it did not happen under load.
  expect(walk.retried).toBeGreaterThanOrEqual(kills);
  expect(walk.strange).toEqual([]);
  expect(walk.acknowledged).toHaveLength(people * 4);
  expect(await lostOrDoubled(site, walk.acknowledged)).toEqual([]);
  expect(await findBrokenFiles(site.database)).toEqual([]);
  return answered;
}

/** Every message leaves once in the end, and nothing printed on the way names anybody. */
export async function expectSentAndSilent(site: Site): Promise<void> {
  const sent = await untilAllSent(site);
  expect(new Set(sent).size).toBe(sent.length);
  const printed = site.printed();
  expect((await secretsOf(site.database)).filter((secret) => printed.includes(secret))).toEqual([]);
}
