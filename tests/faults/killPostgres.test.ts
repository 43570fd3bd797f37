import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrokenFiles } from './invariants.ts';
import { openSite, type Site, secretsOf, untilAllSent } from './site.ts';
import { until } from './waiting.ts';
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

async function readiness(): Promise<{ status: number; reasons: string[] }> {
  const answer = await fetch(`${site.program().baseUrl}/readyz`);
  const { reasons } = (await answer.json()) as { reasons: string[] };
  return { status: answer.status, reasons };
}

/** kill -9 of the postmaster, and what the program says of itself until all is well again. */
async function killPostgres(): Promise<string[]> {
  const pid = Number((await readFile(join(site.dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  const down = await until('the program to notice', async () => {
    const now = await readiness();
    return now.status === 503 ? now.reasons : undefined;
  });
  await until('the program to be ready again', async () => ((await readiness()).status === 200 ? true : undefined));
  return down;
}

test('内置 PostgreSQL 在16个写入者之下被 kill -9 五次:程序自己使它恢复,已答复的都在', async () => {
  const { database } = site;
  let killed = 0;
  let recovering: Promise<string[][]> = Promise.resolve([]);
  const walk = await walkAll(site, writers, (count) => {
    if (killed >= kills || count < (killed + 1) * stepsBetween) return;
    killed += 1;
    recovering = recovering.then(async (seen) => [...seen, await killPostgres()]);
  });
  const reasons = await recovering;

  expect(killed).toBe(kills);
  expect(reasons).toHaveLength(kills);
  for (const each of reasons) expect(each.join()).toContain('数据库没有应答');
  expect(walk.retried).toBeGreaterThanOrEqual(kills);
  expect(walk.strange).toEqual([]);
  expect(walk.acknowledged).toHaveLength(people * 4);
  expect(await lostOrDoubled(site, walk.acknowledged)).toEqual([]);
  expect(await findBrokenFiles(database)).toEqual([]);
  // One and the same program all the time.
  expect(site.program().process.exitCode).toBeNull();

  const sent = await untilAllSent(site);
  expect(new Set(sent).size).toBe(sent.length);
  const printed = site.printed();
  expect((await secretsOf(database)).filter((secret) => printed.includes(secret))).toEqual([]);
});
