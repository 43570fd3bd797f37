import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { fitKeys } from './dataKeys.ts';
import type { KeyRing } from './keyRing.ts';
import { sealingMigration, sealOlderRows } from './sealOlderRows.ts';

/** One number for the whole program: whoever migrates holds it, others wait. */
const lockKey = 7_310_116;

export interface RolePasswords {
  readonly xinglin_owner: string;
  readonly xinglin_app: string;
  readonly xinglin_public: string;
}
export type RoleName = keyof RolePasswords;
const roleNames: readonly RoleName[] = ['xinglin_owner', 'xinglin_app', 'xinglin_public'];

export interface MigrateOptions {
  /** A login that may create roles and objects. */
  readonly adminUrl: string;
  /** Given for the embedded database: each role then signs in by itself. */
  readonly passwords?: RolePasswords | undefined;
  readonly migrationsDir: string;
  readonly regionsFile: string;
  /** With which sealed columns are sealed; they must be those of this database. */
  readonly keys: KeyRing;
}

/** Brings the database to the newest shape; safe to start twice and at the same time. Returns the names applied. */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const client = new pg.Client({ connectionString: options.adminUrl, application_name: 'xinglin-migrate' });
  await client.connect();
  try {
    await waitForTurn(client);
    await refuseOldServer(client);
    await createRoles(client, options.passwords);
    await client.query('SET ROLE xinglin_owner');
    const applied = await applyFiles(client, options);
    await loadRegions(client, options.regionsFile);
    await migrateWorker(options.adminUrl);
    await grantWorker(client);
    return applied;
  } finally {
    await client.end();
  }
}

/** Asks again and again: who waits within a statement keeps PostgreSQL from throwing dead rows away, and some have to go. */
async function waitForTurn(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [lockKey]);
    if (rows[0]?.mine === true) return;
    await pause(100);
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const version = rows[0]?.version ?? 0;
  if (version < 150_000)
    throw new Error(`PostgreSQL 15 or newer is needed; this one is ${Math.floor(version / 10_000)}`);
}

async function createRoles(client: pg.Client, passwords: RolePasswords | undefined): Promise<void> {
  for (const role of roleNames) {
    await client.query(
      `DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    );
    const { rows } = await client.query<{ member: boolean }>(
      "SELECT pg_has_role(current_user, $1, 'MEMBER') AS member",
      [role],
    );
    if (rows[0]?.member !== true) await client.query(`GRANT ${role} TO CURRENT_USER`);
    if (passwords !== undefined) {
      await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(passwords[role])}`);
    }
  }
  await client.query('GRANT USAGE, CREATE ON SCHEMA public TO xinglin_owner');
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  await client.query(`GRANT CREATE, CONNECT ON DATABASE ${pg.escapeIdentifier(rows[0]?.name ?? '')} TO xinglin_owner`);
}

async function applyFiles(client: pg.Client, options: MigrateOptions): Promise<string[]> {
  const { migrationsDir: dir, keys, passwords } = options;
  await client.query(
    'CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
  );
  await client.query("COMMENT ON TABLE schema_migration IS 'numbered SQL files applied, forward only'");
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM schema_migration',
  );
  const known = new Map(rows.map((row) => [row.name, row.checksum]));
  const applied: string[] = [];
  for (const name of (await readdir(dir)).filter((file) => file.endsWith('.sql')).sort()) {
    const sql = await readFile(join(dir, name), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    const before = known.get(name);
    if (before !== undefined && before !== checksum)
      throw new Error(`migration ${name} was changed after it had been applied`);
    if (before === undefined) {
      await applyFile(client, name, sql, checksum);
      applied.push(name);
    }
    if (name !== sealingMigration) continue;
    await fitKeys(client, keys);
    await sealOlderRows(client, keys, passwords !== undefined);
  }
  return applied;
}

async function applyFile(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query('INSERT INTO schema_migration (name, checksum) VALUES ($1, $2)', [name, checksum]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Region codes are data: new ones come in, names follow the file, none is ever removed (old codes live on). */
async function loadRegions(client: pg.Client, file: string): Promise<void> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n').slice(1);
  const rows = lines.map((line) => line.trim().split(','));
  const column = (index: number) =>
    rows.map((row) => (row[index] === undefined || row[index] === '' ? null : row[index]));
  await client.query(
    `INSERT INTO region (code, name, level, parent_code)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
     ON CONFLICT (code) DO UPDATE SET name = excluded.name WHERE region.name <> excluded.name`,
    [column(0), column(1), column(2), column(3)],
  );
}

async function migrateWorker(adminUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1, options: '-c role=xinglin_owner' });
  let idleTrouble: Error | undefined;
  const note = (error: Error) => {
    idleTrouble = error;
  };
  pool.on('error', note);
  pool.on('connect', (client) => client.on('error', note));
  try {
    await runMigrations({ pgPool: pool });
    if (idleTrouble !== undefined) throw idleTrouble;
  } finally {
    await pool.end();
  }
}

/** The job queue guards its tables by row security for everybody but their owner; the program is let in by name. */
async function grantWorker(client: pg.Client): Promise<void> {
  await client.query('GRANT USAGE ON SCHEMA graphile_worker TO xinglin_app');
  await client.query('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO xinglin_app');
  await client.query('GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO xinglin_app');
  await client.query('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO xinglin_app');
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'graphile_worker' AND c.relrowsecurity
       AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'xinglin_app')`,
  );
  for (const { name } of rows) {
    await client.query(
      `CREATE POLICY xinglin_app ON graphile_worker.${pg.escapeIdentifier(name)} TO xinglin_app USING (true) WITH CHECK (true)`,
    );
  }
}
