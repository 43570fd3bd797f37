import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { openFolderStorage } from '../../src/outside/storage/folder.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { type Embedded, startEmbedded } from '../../src/store/embedded.ts';
import { type KeyRing, openKeyRing } from '../../src/store/keyRing.ts';
import { migrate } from '../../src/store/migrate.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

/** A PostgreSQL of its own with its ring of keys, all in one folder, as an installation has it. */
export interface Server {
  readonly dataDir: string;
  readonly embedded: Embedded;
  readonly keys: KeyRing;
  /** Brings it to the newest shape, or to that of the given migrations. */
  migrate(migrationsDir?: string, keys?: KeyRing): Promise<string[]>;
  asOwner<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openServer(): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'xinglin-vault-'));
  const embedded = await startEmbedded(dataDir, () => undefined);
  const keys = await openKeyRing(join(dataDir, 'keys', 'data-keys.json'), '2026-03-02T01:00:00Z');
  return {
    dataDir,
    embedded,
    keys,
    migrate: (migrationsDir = resolve('migrations'), ring = keys) =>
      migrate({
        ...{ adminUrl: embedded.url('postgres'), passwords: embedded.passwords, keys: ring },
        ...{ migrationsDir, regionsFile: resolve('data/regions.csv') },
      }),
    async asOwner(sql, values = []) {
      const client = new pg.Client({ connectionString: embedded.url('postgres') });
      await client.connect();
      try {
        return (await client.query(sql, values)).rows;
      } finally {
        await client.end();
      }
    },
    async close() {
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Installation extends TestServices {
  readonly database: Database;
}

/** The services of a program over a server; its files lie in the same folder, its outbox elsewhere. */
export async function openInstallation({ dataDir, embedded, keys }: Server): Promise<Installation> {
  const shared = { connections: 6, applicationName: 'test', onIdleError: () => undefined };
  const database = openDatabase({ ...shared, keys, url: embedded.url('xinglin_app') });
  const publicDatabase = openDatabase({ ...shared, url: embedded.url('xinglin_public') });
  const url = () => '';
  const made = await makeTestServices({ name: '', database, publicDatabase, url, drop: async () => undefined });
  return {
    ...made,
    database,
    services: { ...made.services, storage: openFolderStorage(join(dataDir, 'files')) },
    async close() {
      await made.close();
      await database.close();
      await publicDatabase.close();
    },
  };
}

/** Which files of a folder hold which of these words, whatever the files are: `file: word`. */
export async function findInFiles(folder: string, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readIfThere(path);
    found.push(...words.filter((word) => bytes.includes(word)).map((word) => `${path.slice(folder.length)}: ${word}`));
  }
  return found;
}

/** PostgreSQL throws files away while they are being looked through. */
async function readIfThere(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
