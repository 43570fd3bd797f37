import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type Embedded, startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { testKeys } from './testKeys.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser address of the test server, with `template` as the migrated database to clone. */
    database: { adminUrl: string; ownerUrl: string; appUrl: string; publicUrl: string };
  }
}

let embedded: Embedded;
let dataDir: string;

/** One PostgreSQL for the whole run and one migrated template database; each test file clones it. */
export async function setup(project: TestProject): Promise<void> {
  dataDir = await mkdtemp(join(tmpdir(), 'xinglin-test-'));
  embedded = await startEmbedded(dataDir, () => undefined);
  const admin = new pg.Client({ connectionString: embedded.url('postgres', 'postgres') });
  await admin.connect();
  // Nobody pulls the plug of this server: what is committed need not wait for the disk.
  await admin.query('ALTER SYSTEM SET synchronous_commit = off');
  await admin.query('SELECT pg_reload_conf()');
  await admin.query('CREATE DATABASE template_xinglin');
  await migrate({
    adminUrl: embedded.url('postgres', 'template_xinglin'),
    passwords: embedded.passwords,
    migrationsDir: resolve('migrations'),
    regionsFile: resolve('data/regions.csv'),
    keys: testKeys,
  });
  await admin.end();
  project.provide('database', {
    adminUrl: embedded.url('postgres', 'postgres'),
    ownerUrl: embedded.url('xinglin_owner', 'postgres'),
    appUrl: embedded.url('xinglin_app', 'postgres'),
    publicUrl: embedded.url('xinglin_public', 'postgres'),
  });
}

export async function teardown(): Promise<void> {
  await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
}
