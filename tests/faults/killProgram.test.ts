import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrokenFiles } from './invariants.ts';
import { openSite, type Site, secretsOf, untilAllSent } from './site.ts';
import { lostOrDoubled, walkAll } from './walking.ts';

const writers = 16;
const people = 480;
const kills = 5;
const stepsBetween = Math.floor((people * 4) / (kills + 1));

let site: Site;
beforeAll(async () => {
  site = await openSite(people);
});
afterAll(() => site.close());

test('程序在16个写入者之下被 kill -9 五次:已答复的提交和决定都在,没有重复,没有半件', async () => {
  const { database } = site;
  let killed = 0;
  let restarting = Promise.resolve();
  const walk = await walkAll(site, writers, (count) => {
    if (killed >= kills || count < (killed + 1) * stepsBetween) return;
    killed += 1;
    restarting = restarting.then(() => site.restart());
  });
  await restarting;

  expect(killed).toBe(kills);
  // Every kill tore at least one answer away, or it did not happen under load.
  expect(walk.retried).toBeGreaterThanOrEqual(kills);
  expect(walk.strange).toEqual([]);
  expect(walk.acknowledged).toHaveLength(people * 4);
  expect(await lostOrDoubled(site, walk.acknowledged)).toEqual([]);
  expect(await findBrokenFiles(database)).toEqual([]);
  const { rows } = await database.pool.query<{ events: number; licences: number; numbers: number }>(
    `SELECT (SELECT count(*) FROM application_event) AS events,
       (SELECT count(DISTINCT licence_no) FROM register_entry) AS licences,
       (SELECT count(DISTINCT number) FROM application) AS numbers`,
  );
  expect(rows[0]).toEqual({ events: people * 4, licences: people, numbers: people });

  const sent = await untilAllSent(site);
  expect(new Set(sent).size).toBe(sent.length);
  const printed = site.printed();
  expect((await secretsOf(database)).filter((secret) => printed.includes(secret))).toEqual([]);
});
