import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { RoleName, RolePasswords } from './migrate.ts';
import { type Binaries, findBinaries, postmasterAlive, run, startServer } from './postmaster.ts';

/** The PostgreSQL that comes with the program: its cluster lies in DATA_DIR/postgres, its passwords in DATA_DIR/keys. */
export interface Embedded {
  readonly passwords: RolePasswords;
  /** Connection address of a role, or of the superuser. */
  url(role: RoleName | 'postgres', database?: string): string;
  /** Starts it again should it have died. Resolves when it answers. */
  revive(): Promise<void>;
  /** Stops it, unless another program is still using it. */
  stop(): Promise<void>;
}

interface Keys {
  readonly superuser: string;
  readonly roles: RolePasswords;
}

export async function startEmbedded(dataDir: string, log: (message: string) => void): Promise<Embedded> {
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
  const keys = await readOrMakeKeys(join(dataDir, 'keys', 'database.json'));
  const cluster = join(dataDir, 'postgres');
  const binaries = await findBinaries();
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    log('首次启动:正在建立内置数据库…');
    await createCluster(binaries, dataDir, cluster, keys);
  }
  let port = await ensureRunning(binaries, dataDir, cluster, keys);
  const url = (role: RoleName | 'postgres', database = 'xinglin') => {
    const password = role === 'postgres' ? keys.superuser : keys.roles[role];
    return `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  };
  await createDatabase(url('postgres', 'postgres'));
  return {
    passwords: keys.roles,
    url,
    revive: async () => {
      port = await ensureRunning(binaries, dataDir, cluster, keys, port);
    },
    stop: () => stopUnlessShared(url('postgres', 'postgres'), cluster),
  };
}

async function readOrMakeKeys(file: string): Promise<Keys> {
  const secret = () => randomBytes(24).toString('hex');
  const made: Keys = {
    superuser: secret(),
    roles: { xinglin_owner: secret(), xinglin_app: secret(), xinglin_public: secret() },
  };
  try {
    // wx: of two programs that start at once, one makes the keys and both read the same file.
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(JSON.stringify(made, null, 2));
    await handle.sync();
    await handle.close();
    return made;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  for (let tries = 0; ; tries += 1) {
    const text = await readFile(file, 'utf8');
    if (text.endsWith('}')) return JSON.parse(text) as Keys;
    if (tries > 50) throw new Error(`${file} is damaged`);
    await pause(20);
  }
}

async function createCluster(binaries: Binaries, dataDir: string, cluster: string, keys: Keys): Promise<void> {
  const draft = join(dataDir, `postgres-new-${process.pid}`);
  const passwordFile = join(dataDir, `password-${process.pid}`);
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, keys.superuser, { mode: 0o600 });
  try {
    await run(
      binaries,
      'initdb',
      [
        ...['-D', draft, '-U', 'postgres', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8'],
        ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      ],
      [draft, passwordFile],
    );
    await rename(draft, cluster);
  } catch (error) {
    // Another program was faster: its cluster stands there complete.
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
}

/** Returns the port of a server that answers, starting one when there is none. */
async function ensureRunning(
  binaries: Binaries,
  dataDir: string,
  cluster: string,
  keys: Keys,
  wanted?: number,
): Promise<number> {
  let lastTrouble = '';
  for (let tries = 0; tries < 600; tries += 1) {
    const running = await runningPort(cluster);
    if (running !== undefined && (await answers(running, keys))) return running;
    // A pid file whose number now belongs to some other process never answers; PostgreSQL itself tells the two apart.
    if (running === undefined || (tries > 0 && tries % 50 === 0)) {
      const port = wanted !== undefined && (await isFree(wanted)) ? wanted : await freePort();
      lastTrouble = await startServer(binaries, cluster, port, join(dataDir, 'postgres.log'));
    }
    await pause(100);
  }
  throw new Error(`内置 PostgreSQL 没有启动成功。日志:${join(dataDir, 'postgres.log')}。${lastTrouble}`);
}

/** The port in postmaster.pid, if that process lives. */
async function runningPort(cluster: string): Promise<number | undefined> {
  try {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
    const port = Number(lines[3]);
    return postmasterAlive(Number(lines[0])) && Number.isInteger(port) && port > 0 ? port : undefined;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function answers(port: number, keys: Keys): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: keys.superuser,
    database: 'postgres',
    connectionTimeoutMillis: 2000,
  });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01') throw error;
    return false;
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CREATE DATABASE xinglin');
  } catch (error) {
    // 42P04 it is there; 23505 another program is making it this moment.
    if (!(error instanceof pg.DatabaseError) || !['42P04', '23505'].includes(error.code ?? '')) throw error;
  } finally {
    await client.end();
  }
}

async function stopUnlessShared(url: string, cluster: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'stopping' });
  await client.connect();
  try {
    const { rows } = await client.query<{ others: number }>(
      "SELECT count(*)::int AS others FROM pg_stat_activity WHERE application_name LIKE 'xinglin%'",
    );
    if ((rows[0]?.others ?? 0) > 0) return;
  } finally {
    await client.end();
  }
  const pid = Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGINT');
  while (postmasterAlive(pid)) await pause(50);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
