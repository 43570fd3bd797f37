import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { openFolderStorage } from '../../src/outside/storage/folder.ts';
import { openPublicLog } from '../../src/publicLog.ts';
import { dueDay, makeDue, makePlace, notOnce, sorts } from '../factories/due.ts';
import { makeTestServices, noWitnesses, type TestServices } from '../setup/testServices.ts';
import { openSite, type Site, untilAllSent } from './site.ts';
import { until } from './waiting.ts';

const kills = 10;
/** Of each sort. */
const each = 80;

let site: Site;
let made: TestServices;
beforeAll(async () => {
  site = await openSite(0, { XINGLIN_NOW: `${dueDay}T10:00:00+08:00` });
  const db = { name: '', database: site.database, publicDatabase: site.database, url: () => '' };
  made = await makeTestServices({ ...db, drop: async () => undefined });
});
afterAll(async () => {
  await made.close();
  await site.close();
});

async function acted(): Promise<number> {
  const { rows } = await site.database.pool.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM ledger WHERE actor_name = '法定期限届满' AND action <> 'caughtUp'",
  );
  return rows[0]?.n ?? 0;
}

test('到期处理进行中被 kill -9 十次:每件只办一次,没有半件', async () => {
  const cases = await makeDue(await makePlace(made.services, site.county), each);
  expect(cases.size).toBe(each * sorts.length);
  // Four shares are left after the last kill: more than is done between a look and the kill.
  const share = Math.floor(cases.size / (kills + 4));
  // It has had its round when there was nothing to do, and is about to begin the first with something.
  await site.restart();
  for (let killed = 1; killed <= kills; killed += 1) {
    await until(`part ${killed} of what is due`, async () => ((await acted()) >= killed * share ? true : undefined));
    await site.restart();
    // Killed in the middle of it: what is left is enough for those that follow.
    expect(await acted()).toBeLessThan(cases.size);
  }
  await until('all that is due', async () => ((await acted()) >= cases.size ? true : undefined));
  expect(await notOnce(made.services, cases)).toEqual([]);
  // Its log is signed by the key of the program.
  const publicLog = await openPublicLog({ dataDir: site.dataDir, publicUrl: '', log: noWitnesses }, made.services);
  const storage = openFolderStorage(join(site.dataDir, 'files'));
  // The letters of what was done are sealed meanwhile, through all the kills.
  const letters = await until('the seal on every letter', async () => {
    const { rows } = await site.database.pool.query<{ all: number; open: number }>(
      'SELECT count(*)::int AS all, count(*) FILTER (WHERE pdf_key IS NULL)::int AS open FROM letter',
    );
    return rows[0]?.open === 0 ? rows[0].all : undefined;
  });
  expect(letters).toBeGreaterThan(0);
  expect(await verifyLedger({ ...made.services, publicLog, storage })).toMatchObject({
    bad: null,
    papers: { letters },
  });
  const sent = await untilAllSent(site);
  expect(new Set(sent).size).toBe(sent.length);
});
