import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { tablesOf, type Written, watchTables } from './watch.ts';

let db: TestDatabase;
let admin: pg.Client;
let watch: () => Promise<Written>;
beforeAll(async () => {
  db = await createTestDatabase();
  admin = new pg.Client({ connectionString: db.url('postgres') });
  await admin.connect();
  await admin.query(`
    CREATE TABLE parent (id integer PRIMARY KEY, said json);
    CREATE TABLE child (id integer REFERENCES parent ON DELETE CASCADE);
    GRANT ALL ON parent, child TO xinglin_app;
    INSERT INTO parent VALUES (1, '{}'), (2, '{}');
    INSERT INTO child VALUES (1)`);
  watch = await watchTables(admin);
});
afterAll(async () => {
  await admin.end();
  await db.drop();
});

/** What is noted of it, when the program itself does it. */
async function noted(sql: string): Promise<string[]> {
  const written = await watch();
  await db.database.pool.query(sql);
  return written();
}

test('every table of the program and of its worker is watched, in every mode of triggers', async () => {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgname IN ('zz_watch_rows', 'zz_watch_all') AND tgenabled = 'A'
     GROUP BY 1 HAVING count(*) = 2 ORDER BY 1`,
  );
  const watched = rows.map(({ name }) => name);
  expect(watched).toEqual(await tablesOf(admin));
  expect(watched).toEqual(
    expect.arrayContaining(['application', 'ledger', 'session', 'graphile_worker._private_jobs']),
  );
});

test.each([
  ['INSERT INTO parent VALUES (3)', ['parent']],
  [`UPDATE parent SET said = '{"a":1}' WHERE id = 2`, ['parent']],
  ['DELETE FROM parent WHERE id = 3', ['parent']],
  ['DELETE FROM parent WHERE id = 1', ['child', 'parent']],
  ['INSERT INTO parent VALUES (4) ON CONFLICT (id) DO UPDATE SET said = NULL', ['parent']],
  ['WITH gone AS (DELETE FROM parent WHERE id = 4 RETURNING id) SELECT * FROM gone', ['parent']],
  ['TRUNCATE child', ['child']],
  [`SELECT graphile_worker.add_job('nothing')`, ['graphile_worker._private_jobs', 'graphile_worker._private_tasks']],
])('%s is noted', async (sql, tables) => {
  expect(await noted(sql)).toEqual(tables);
});

test.each([
  'UPDATE parent SET said = said',
  'UPDATE parent SET said = NULL WHERE id = 99',
  'DELETE FROM parent WHERE id = 99',
  'SELECT * FROM parent FOR UPDATE',
  'BEGIN; INSERT INTO parent VALUES (9); DELETE FROM child; ROLLBACK',
])('%s writes nothing', async (sql) => {
  expect(await noted(sql)).toEqual([]);
});

test('what may be written is left out, and what came before the watch', async () => {
  await db.database.pool.query('INSERT INTO parent VALUES (5)');
  const written = await watch();
  await db.database.pool.query('INSERT INTO child VALUES (5)');
  await admin.query('SET session_replication_role = replica; DELETE FROM parent WHERE id = 5');
  expect(await written(['child'])).toEqual(['parent']);
});
