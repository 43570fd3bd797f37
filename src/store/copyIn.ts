import pg from 'pg';
import { appliedMigrations, copiedTables } from './copyOut.ts';
import { keepKeys } from './dataKeys.ts';
import type { KeyRing } from './keyRing.ts';

/** Filled by each migration or start; everything else must be empty before a copy comes in. */
const refilled = ['region', 'calendar_year', 'data_key'];

/** Tables whose rows wait for the transparency log as soon as they are written. */
const logged = ['ledger', 'register_event'] as const;

/** Where the lines of a copy go, in the order in which they come. */
export interface CopyIn {
  migrations(): Promise<string[]>;
  /** Tables that hold something already. */
  filledTables(): Promise<string[]>;
  begin(): Promise<void>;
  rows(table: string, rows: readonly string[]): Promise<void>;
  /** The copy may name keys under which nothing of it stands: only those that are there are kept. */
  finish(keys: KeyRing | undefined): Promise<void>;
}

/** Runs `work` as the owner in one transaction: the whole copy is there afterwards, or nothing of it. */
export async function withCopyIn<T>(adminUrl: string, work: (copy: CopyIn) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'xinglin-restore' });
  await client.connect();
  try {
    await client.query('SET ROLE xinglin_owner');
    await client.query('BEGIN');
    const result = await work(copyInto(client));
    await client.query('COMMIT');
    return result;
  } finally {
    // What has not been committed is gone with the connection.
    await client.end();
  }
}

function copyInto(client: pg.Client): CopyIn {
  let constraints: { table: string; name: string; definition: string }[] = [];
  return {
    migrations: () => appliedMigrations(client),
    filledTables: () => filledTables(client),
    begin: async () => {
      constraints = await dropForeignKeys(client);
      for (const table of refilled) await client.query(`DELETE FROM ${pg.escapeIdentifier(table)}`);
      // What waits for the log comes with the copy.
      for (const table of logged) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER wait_for_log`);
    },
    rows: async (table, rows) => {
      const name = pg.escapeIdentifier(table);
      await client.query(
        `INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${name}, $1::json)`,
        [`[${rows.join(',')}]`],
      );
    },
    finish: async (keys) => {
      for (const table of logged) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER wait_for_log`);
      if (keys !== undefined) await keepKeys(client, keys);
      await restartIdentities(client);
      // Made again only now, so that the order of the rows does not matter; each row is checked here.
      for (const { table, name, definition } of constraints) {
        await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${pg.escapeIdentifier(name)} ${definition}`);
      }
    },
  };
}

async function filledTables(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(copiedTables);
  const filled: string[] = [];
  for (const { name } of tables) {
    if (refilled.includes(name)) continue;
    const { rows } = await client.query<{ filled: boolean }>(
      `SELECT EXISTS (SELECT FROM ${pg.escapeIdentifier(name)}) AS filled`,
    );
    if (rows[0]?.filled === true) filled.push(name);
  }
  return filled;
}

async function dropForeignKeys(client: pg.Client) {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1, 2`,
  );
  for (const { table, name } of rows)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${pg.escapeIdentifier(name)}`);
  return rows;
}

/** Numbers given from now on follow those that came in. */
async function restartIdentities(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT attrelid::regclass::text AS table, attname AS column FROM pg_attribute
     WHERE attidentity <> '' AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)`,
  );
  for (const { table, column } of rows) {
    const name = pg.escapeIdentifier(column);
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), coalesce(max(${name}), 1), max(${name}) IS NOT NULL) FROM ${table}`,
      [table, column],
    );
  }
  // These count for several kinds of numbers, so they belong to no column: ZC-2026-000123, 受理〔2026〕000123号.
  for (const { sequence, table } of numbered) {
    await client.query(
      `SELECT setval('${sequence}', coalesce(max(n), 1), max(n) IS NOT NULL)
       FROM (SELECT substring(number FROM '([0-9]{6,})[^0-9]*$')::bigint AS n FROM ${table}) AS given`,
    );
  }
}

const numbered = [
  { sequence: 'application_number', table: 'application' },
  { sequence: 'letter_number', table: 'letter' },
] as const;
