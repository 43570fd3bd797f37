import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSentAndSilent, openKillingSite, people, walkWhileKilling } from './killing.ts';
import type { Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openKillingSite();
});
afterAll(() => site.close());

test('程序在16个写入者之下被 kill -9 五次:已答复的提交和决定都在,没有重复,没有半件', async () => {
  await walkWhileKilling(site, () => site.restart());
  const { rows } = await site.database.pool.query<{ events: number; licences: number; numbers: number }>(
    `SELECT (SELECT count(*) FROM application_event) AS events,
       (SELECT count(DISTINCT licence_no) FROM register_entry) AS licences,
       (SELECT count(DISTINCT number) FROM application) AS numbers`,
  );
  expect(rows[0]).toEqual({ events: people * 4, licences: people, numbers: people });
  await expectSentAndSilent(site);
});
