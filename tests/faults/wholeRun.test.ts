import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { releaseJobs } from '../../src/actions/maintenance/releaseJobs.ts';
import { signInDirectly, testSecret } from '../setup/client.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { testDataKeys } from '../setup/testKeys.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';
import { findBrokenFiles } from './invariants.ts';
import { type Launched, launch } from './launch.ts';
import { populate, secretsOf } from './site.ts';
import { until } from './waiting.ts';
import { walkAll } from './walking.ts';

let db: TestDatabase;
let made: TestServices;
let dataDir: string;
let program: Launched;
beforeAll(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
  dataDir = await mkdtemp(join(tmpdir(), 'xinglin-run-'));
  // An outside database, and a clock of its own.
  const env = {
    DATABASE_URL: db.url('postgres'),
    SECRET_KEY: testSecret,
    DATA_KEYS: testDataKeys,
    XINGLIN_NOW: '2026-06-01T10:00:00+08:00',
  };
  program = await launch({ dataDir, env });
  await program.ready;
});
afterAll(async () => {
  await program.stop();
  await made.close();
  await db.drop();
  await rm(dataDir, { recursive: true, force: true });
});

test('XINGLIN_NOW 改变时钟;一次完整的运行不在日志里留下任何人的姓名和号码', async () => {
  const { database } = db;
  const { county, people } = await populate(database, 8);
  const walk = await walkAll({ database, county, people, program: () => program }, 4, () => undefined);
  expect(walk.strange).toEqual([]);
  expect(await findBrokenFiles(database)).toEqual([]);
  const { rows } = await database.pool.query<{ day: string; n: number }>(
    `SELECT DISTINCT (at AT TIME ZONE 'Asia/Shanghai')::date AS day, count(*) AS n FROM application_event GROUP BY 1`,
  );
  expect(rows).toEqual([{ day: '2026-06-01', n: 32 }]);

  const secrets = await secretsOf(database);
  expect(secrets.length).toBeGreaterThan(8 * 4);
  const clerk = await signInDirectly(database, county.clerk);
  const decider = await signInDirectly(database, county.deciders[0]);
  const { baseUrl } = program;
  for (const { client, applicationId } of people) {
    await client.get(baseUrl, `/person/applications/${applicationId}`);
    await clerk.get(baseUrl, `/institution/applications/${applicationId}`);
    await decider.get(baseUrl, `/authority/applications/${applicationId}`);
  }
  // Whatever somebody types into an address or a form, the right place for it or not.
  for (const secret of secrets) {
    const typed = encodeURIComponent(secret);
    await decider.get(baseUrl, `/authority/register?name=${typed}&licenceNo=${typed}`);
    await fetch(`${baseUrl}/lookup?name=${typed}&licenceNo=${typed}`);
    await fetch(`${baseUrl}/nowhere/${typed}`);
    const body = new URLSearchParams({ loginName: secret, name: secret, idNumber: secret, phone: secret });
    await fetch(`${baseUrl}/person/sign-in`, { method: 'POST', body, redirect: 'manual' });
    await fetch(`${baseUrl}/person/register`, { method: 'POST', body, redirect: 'manual' });
  }
  const printed = program.printed();
  expect(printed.split('"answered"').length).toBeGreaterThan(secrets.length * 5);
  expect(printed).not.toContain('"fault"');
  expect(secrets.filter((secret) => printed.includes(secret) || printed.includes(encodeURIComponent(secret)))).toEqual(
    [],
  );
});

test('程序死去时正在做的工作由别的程序接着做;活着的程序的工作不会被拿走', async () => {
  const { database } = db;
  const { rows } = await database.pool.query<{ worker: string }>(
    "SELECT split_part(application_name, ' ', 2) AS worker FROM pg_stat_activity WHERE datname = $1 AND application_name LIKE 'xinglin-%-worker pool-%'",
    [db.name],
  );
  const alive = rows[0]?.worker ?? '';
  expect(alive).toMatch(/^pool-[0-9a-f]+$/);
  const [ofTheDead, ofTheLiving] = [await heldJob('pool-of-the-dead'), await heldJob(alive)];

  const jobs = async () => {
    const { rows: held } = await database.pool.query<{ id: string; by: string }>(
      'SELECT id, locked_by AS by FROM graphile_worker._private_jobs WHERE id = ANY ($1)',
      [[ofTheDead, ofTheLiving]],
    );
    return held;
  };
  await until('the job of the dead', async () => ((await jobs()).length === 1 ? true : undefined));
  expect(await releaseJobs(made.services)).toBe(0);
  expect(await jobs()).toEqual([{ id: ofTheLiving, by: alive }]);
});

/** A job that worker has taken and not ended, put there in one transaction so that nobody is faster. */
async function heldJob(worker: string): Promise<string> {
  const client = await db.database.pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ id: string }>("SELECT id FROM graphile_worker.add_job('sweep')");
    const id = rows[0]?.id ?? '';
    await client.query('UPDATE graphile_worker._private_jobs SET locked_by = $2, locked_at = now() WHERE id = $1', [
      id,
      worker,
    ]);
    await client.query('COMMIT');
    return id;
  } finally {
    client.release();
  }
}
