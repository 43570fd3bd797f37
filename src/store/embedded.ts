import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { readOrMakeKeyFile } from './keyFile.ts';
import type { RoleName, RolePasswords } from './migrate.ts';
import { type Binaries, findBinaries, postmasterState, run, startServer } from './postmaster.ts';

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
  const make = (): Keys => ({
    superuser: secret(),
    roles: { xinglin_owner: secret(), xinglin_app: secret(), xinglin_public: secret() },
  });
  return JSON.parse(await readOrMakeKeyFile(file, () => JSON.stringify(make(), null, 2))) as Keys;
}

async function createCluster(binaries: Binaries, dataDir: string, cluster: string, keys: Keys): Promise<void> {
  // Not the process number: in a container it is the same each time, and a broken first start would be in the way for ever.
  const attempt = randomBytes(4).toString('hex');
  const draft = join(dataDir, `postgres-new-${attempt}`);
  const passwordFile = join(dataDir, `password-${attempt}`);
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

/** Returns the port of a server that answers, starting one when there is none; always on the port it had, which others know. */
async function ensureRunning(
  binaries: Binaries,
  dataDir: string,
  cluster: string,
  keys: Keys,
  wanted?: number,
): Promise<number> {
  let lastTrouble = '';
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await readPidFile(cluster);
    const state = found === undefined ? 'gone' : postmasterState(found.pid);
    if (state === 'alive' && found?.port !== undefined && (await answers(found.port, keys))) return found.port;
    // PostgreSQL would take whoever has this number now for itself and refuse.
    if (state === 'other') await rm(join(cluster, 'postmaster.pid'), { force: true });
    const port = wanted ?? (await freePort(found?.port));
    if (state !== 'alive' && (await isFree(port))) {
      lastTrouble = await startServer(binaries, cluster, port, join(dataDir, 'postgres.log'));
    }
    await pause(100);
  }
  throw new Error(`内置 PostgreSQL 没有启动成功。日志:${join(dataDir, 'postgres.log')}。${lastTrouble}`);
}

interface PidFile {
  readonly pid: number;
  /** Not there yet in the first moments. */
  readonly port: number | undefined;
}

async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  try {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
    const port = Number(lines[3]);
    return { pid: Number(lines[0]), port: Number.isInteger(port) && port > 0 ? port : undefined };
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
  // It may die between two words; without a listener that would end the program that wants to bring it back.
  client.on('error', () => undefined);
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
  const found = await readPidFile(cluster);
  if (found === undefined || postmasterState(found.pid) !== 'alive' || (await isShared(url))) return;
  try {
    process.kill(found.pid, 'SIGINT');
  } catch (error) {
    if (!isCode(error, 'ESRCH')) throw error;
  }
  while (postmasterState(found.pid) === 'alive') await pause(50);
}

/**
 * Whether other programs have connections; a server that lets nobody in any more is being stopped by one of them. Asked for two seconds:
 * connections just closed, our own among them, are listed until their server processes have ended, which a pool does not wait for.
 */
async function isShared(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'stopping' });
  // It may go down while it is being asked.
  client.on('error', () => undefined);
  try {
    await client.connect();
    for (let tries = 0; tries < 40; tries += 1) {
      const { rows } = await client.query<{ others: number }>(
        "SELECT count(*)::int AS others FROM pg_stat_activity WHERE application_name LIKE 'xinglin%'",
      );
      if (rows[0]?.others === 0) return false;
      await pause(50);
    }
    return true;
  } catch {
    return true;
  } finally {
    await Promise.allSettled([client.end()]);
  }
}

/**
 * The port it had last, or a free one below those the system gives to outgoing connections: while the server is down, one of them could take its
 * place (even a connection that knocks at this very port), and it could not come back where everybody looks for it.
 */
async function freePort(last: number | undefined): Promise<number> {
  if (last !== undefined && (await isFree(last))) return last;
  for (let tries = 0; tries < 200; tries += 1) {
    const port = randomInt(15_000, 30_000);
    if (await isFree(port)) return port;
  }
  throw new Error('没有空闲的端口可供内置 PostgreSQL 使用');
}

/** Whether nobody listens at this port of this machine. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
