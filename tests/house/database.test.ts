import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statements } from '../../src/store/database.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { listFiles } from './sources.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function ask<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: db.url('xinglin_owner') });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('database', () => {
  test('every table and view says what it is', async () => {
    const silent = await ask<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'v', 'p') AND obj_description(c.oid) IS NULL`,
    );
    expect(silent).toEqual([]);
  });

  test('every statement of the program can be prepared by the role that runs it', async () => {
    for (const path of listFiles('src/store/*.ts')) if (!path.endsWith('.test.ts')) await import(`../../${path}`);
    expect(statements.size).toBeGreaterThan(20);
    const app = new pg.Client({ connectionString: db.url('xinglin_app') });
    const anyone = new pg.Client({ connectionString: db.url('xinglin_public') });
    await Promise.all([app.connect(), anyone.connect()]);
    const broken: string[] = [];
    for (const [name, { text }] of statements) {
      const client = name.startsWith('public') ? anyone : app;
      await client.query(`PREPARE s AS ${text}`).then(
        () => client.query('DEALLOCATE s'),
        (error: Error) => broken.push(`${name}: ${error.message}`),
      );
    }
    await Promise.all([app.end(), anyone.end()]);
    expect(broken).toEqual([]);
  });

  test('every foreign key of a growing table can be followed by an index', async () => {
    const missing = await ask<{ key: string }>(
      `SELECT c.conrelid::regclass || '.' || a.attname AS key
       FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
       WHERE c.contype = 'f' AND c.conrelid::regclass::text IN ('application_event', 'register_event', 'qualification', 'notice')
         AND a.attname IN ('application_id', 'entry_id', 'physician_id')
         AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])`,
    );
    expect(missing).toEqual([]);
  });
});
