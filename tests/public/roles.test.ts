import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';

let db: TestDatabase;
const clients: Record<string, pg.Client> = {};
type Role = 'postgres' | 'xinglin_owner' | 'xinglin_app' | 'xinglin_public';

beforeAll(async () => {
  db = await createTestDatabase();
  for (const role of ['postgres', 'xinglin_owner', 'xinglin_app', 'xinglin_public'] as const) {
    clients[role] = new pg.Client({ connectionString: db.url(role) });
    await clients[role].connect();
  }
});
afterAll(async () => {
  for (const client of Object.values(clients)) await client.end();
  await db.drop();
});

/** The SQLSTATE a role is answered with; `allowed` when it may. Nothing stays: each try is rolled back. */
async function tryAs(role: Role, sql: string): Promise<string> {
  const client = clients[role];
  if (client === undefined) throw new Error(`no connection for ${role}`);
  await client.query('BEGIN');
  try {
    await client.query(sql);
    return 'allowed';
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? 'unknown') : 'unknown';
  } finally {
    await client.query('ROLLBACK');
  }
}

interface Relation {
  readonly name: string;
  readonly column: string;
  readonly kind: string;
  readonly schema: string;
}

/** Every table and view of the program and of its job queue, from the catalogue: a new one is tried without being named here. */
async function relations(): Promise<Relation[]> {
  const { rows } = (await clients.postgres?.query<Relation>(
    `SELECT c.oid::regclass::text AS name, n.nspname AS schema, c.relkind AS kind,
       (SELECT quote_ident(a.attname) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attidentity, a.attnum LIMIT 1) AS column
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname IN ('public', 'graphile_worker') ORDER BY 1`,
  )) ?? { rows: [] };
  return rows;
}

const forbidden = '42501';
const facts = ['application_event', 'register_event', 'ledger', 'read_log'];

describe('xinglin_public', () => {
  test('reads what is published and nothing else', async () => {
    const all = await relations();
    expect(all.length).toBeGreaterThan(25);
    const readable: string[] = [];
    for (const { name } of all)
      if ((await tryAs('xinglin_public', `SELECT FROM ${name}`)) === 'allowed') readable.push(name);
    expect(readable).toEqual([
      ...['open_data_edition', 'public_authority', 'public_publication', 'public_register', 'public_statistics'],
    ]);
  });

  test('writes nowhere', async () => {
    const writable: string[] = [];
    for (const { name, column } of await relations()) {
      for (const sql of writes(name, column))
        if ((await tryAs('xinglin_public', sql)) === 'allowed') writable.push(sql);
    }
    expect(writable).toEqual([]);
  });

  test('makes nothing and becomes nobody else', async () => {
    expect(await tryAs('xinglin_public', 'CREATE TABLE mine (a int)')).toBe(forbidden);
    expect(await tryAs('xinglin_public', 'SET ROLE xinglin_app')).toBe(forbidden);
    expect(await tryAs('xinglin_public', 'SET ROLE xinglin_owner')).toBe(forbidden);
  });

  test('runs the functions that are meant for it, none that others own a right to', async () => {
    const { rows } = (await clients.postgres?.query<{ name: string }>(
      `SELECT p.proname AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
       AND has_function_privilege('xinglin_public', p.oid, 'EXECUTE') ORDER BY 1`,
    )) ?? { rows: [] };
    expect(rows.map(({ name }) => name)).toEqual(['fitting_institutions', 'public_history']);
    const open = await tryAs('xinglin_app', "SELECT * FROM public_history('张景和', '354430102000001')");
    expect(open).toBe(forbidden);
  });

  test('the lists show what the law publishes', async () => {
    const { fields } = (await clients.xinglin_public?.query('SELECT * FROM public_publication')) ?? { fields: [] };
    expect(fields.map(({ name }) => name)).toEqual([
      ...[
        'authority_code',
        'authority',
        'kind',
        'effective_on',
        'name',
        'sex',
        'licence_no',
        'institution',
        'scope',
        'article',
      ],
    ]);
  });

  test('the view shows ten columns, the code of a licence and the region of the institution, none of them secret', async () => {
    const { fields } = (await clients.xinglin_public?.query('SELECT * FROM public_register')) ?? { fields: [] };
    expect(fields.map(({ name }) => name)).toEqual([
      ...['name', 'sex', 'level', 'category', 'licence_no', 'practice_place', 'institution', 'scope', 'authority'],
      ...['status', 'verification_code', 'region_code'],
    ]);
  });
});

describe('xinglin_app', () => {
  test.each(facts)('adds to %s and never rewrites it', async (table) => {
    const relation = (await relations()).find(({ name }) => name === table);
    for (const sql of writes(table, relation?.column ?? '').slice(1))
      expect(await tryAs('xinglin_app', sql)).toBe(forbidden);
    expect(await tryAs('xinglin_app', `SELECT FROM ${table}`)).toBe('allowed');
    const added = await tryAs('xinglin_app', `INSERT INTO ${table} DEFAULT VALUES`);
    // 23502: it may, but something must stand in the columns.
    expect(added).toBe('23502');
  });

  test('empties no table at one stroke and changes none', async () => {
    const done: string[] = [];
    for (const { name, kind } of await relations()) {
      if (kind !== 'r' && kind !== 'p') continue;
      for (const sql of [
        `TRUNCATE ${name} CASCADE`,
        `ALTER TABLE ${name} ADD COLUMN mine int`,
        `DROP TABLE ${name} CASCADE`,
      ]) {
        if ((await tryAs('xinglin_app', sql)) === 'allowed') done.push(sql);
      }
    }
    expect(done).toEqual([]);
  });

  test('knows which migrations there are and cannot say otherwise', async () => {
    expect(await tryAs('xinglin_app', "INSERT INTO schema_migration (name, checksum) VALUES ('x', 'x')")).toBe(
      forbidden,
    );
    expect(await tryAs('xinglin_app', 'DELETE FROM schema_migration')).toBe(forbidden);
  });

  test('does not become the owner', async () => {
    expect(await tryAs('xinglin_app', 'SET ROLE xinglin_owner')).toBe(forbidden);
  });
});

describe('xinglin_owner', () => {
  test.each(facts)('does not rewrite %s by mistake either', async (table) => {
    const relation = (await relations()).find(({ name }) => name === table);
    for (const sql of writes(table, relation?.column ?? '').slice(1)) {
      expect(await tryAs('xinglin_owner', sql)).toBe(forbidden);
    }
  });
});

function writes(table: string, column: string): string[] {
  return [
    `INSERT INTO ${table} DEFAULT VALUES`,
    `UPDATE ${table} SET ${column} = ${column} WHERE false`,
    `DELETE FROM ${table} WHERE false`,
    `TRUNCATE ${table} CASCADE`,
  ];
}
