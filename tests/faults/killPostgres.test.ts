import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSentAndSilent, kills, openKillingSite, walkWhileKilling } from './killing.ts';
import type { Site } from './site.ts';
import { until } from './waiting.ts';

let site: Site;
beforeAll(async () => {
  site = await openKillingSite();
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
  const reasons = await walkWhileKilling(site, killPostgres);
  expect(reasons).toHaveLength(kills);
  for (const each of reasons) expect(each.join()).toContain('数据库没有应答');
  // One and the same program all the time.
  expect(site.program().process.exitCode).toBeNull();
  await expectSentAndSilent(site);
});
