import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { findBinaries } from '../../src/store/postmaster.ts';
import { freePort } from '../setup/program.ts';
import { type Launched, type LaunchOptions, launch } from './launch.ts';
import { until } from './waiting.ts';

const running: Launched[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const program of running.splice(0)) await program.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'xinglin-start-'));
  folders.push(folder);
  return folder;
}

async function begin(options: LaunchOptions): Promise<Launched> {
  const program = await launch(options);
  running.push(program);
  return program;
}

async function readyStatus({ baseUrl }: Launched): Promise<number> {
  return (await fetch(`${baseUrl}/readyz`)).status;
}

const pidFile = (dataDir: string) => join(dataDir, 'postgres', 'postmaster.pid');

async function postmasterPid(dataDir: string): Promise<number> {
  return Number((await readFile(pidFile(dataDir), 'utf8')).split('\n')[0]);
}

async function inside<T>(dataDir: string, work: (database: Database) => Promise<T>): Promise<T> {
  const embedded = await startEmbedded(dataDir, () => undefined);
  const database = openDatabase({
    url: embedded.url('xinglin_app'),
    connections: 1,
    applicationName: 'test',
    onIdleError: () => undefined,
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

describe('启动', () => {
  test('两个程序同时在同一个空目录上启动:都就绪,一个数据库,迁移一次,演示数据一次;先停的不停数据库,后停的停', async () => {
    const dataDir = await newFolder();
    const env = { XINGLIN_DEMO: '1' };
    const both = await Promise.all([begin({ dataDir, env }), begin({ dataDir, env })]);
    await Promise.all(both.map(({ ready }) => ready));
    expect(await Promise.all(both.map(readyStatus))).toEqual([200, 200]);

    const left = await readdir(dataDir);
    expect(left.filter((name) => name.startsWith('postgres-new') || name.startsWith('password'))).toEqual([]);
    expect((await readdir(join(dataDir, 'keys'))).sort()).toEqual([
      'data-keys.json',
      'database.json',
      'issuer-keys.json',
      'log-key.json',
      'secret',
      'test-seal.json',
      'witness-key.json',
    ]);
    const migrations = (await readdir('migrations')).filter((name) => name.endsWith('.sql')).length;
    const counted = await inside(dataDir, async ({ pool }) => {
      const { rows } = await pool.query(
        `SELECT (SELECT count(*) FROM schema_migration WHERE name LIKE '%.sql') AS migrations,
           (SELECT count(*) FROM ledger WHERE action = 'demoSeeded') AS seeded,
           (SELECT count(*) - count(DISTINCT login_name) FROM account) AS doubled,
           (SELECT count(*) - count(DISTINCT kind) FROM import_batch) AS imports`,
      );
      return rows[0];
    });
    expect(counted).toEqual({ migrations, seeded: 1, doubled: 0, imports: 0 });
    expect(both.filter((program) => program.printed().includes('"migrated"'))).toHaveLength(1);

    const [first, second] = both;
    const pid = await postmasterPid(dataDir);
    expect(await first.stop()).toBe(0);
    expect(await readyStatus(second)).toBe(200);
    expect(await postmasterPid(dataDir)).toBe(pid);
    expect(await second.stop()).toBe(0);
    expect(existsSync(pidFile(dataDir))).toBe(false);
  });

  test('电脑重新启动后留下的 postmaster.pid 属于别的进程:照常启动,仍在原来的端口', async () => {
    const dataDir = await newFolder();
    const before = await begin({ dataDir });
    await before.ready;
    const lines = (await readFile(pidFile(dataDir), 'utf8')).split('\n');
    expect(await before.stop()).toBe(0);
    // This test's own number: alive, and no PostgreSQL.
    await writeFile(pidFile(dataDir), [process.pid, ...lines.slice(1)].join('\n'), { mode: 0o600 });
    const after = await begin({ dataDir });
    await after.ready;
    expect(await readyStatus(after)).toBe(200);
    expect((await readFile(pidFile(dataDir), 'utf8')).split('\n')[3]).toBe(lines[3]);
  });

  test('建立数据库时被断电:下一次从头建立', async () => {
    const dataDir = await newFolder();
    const broken = await begin({ dataDir });
    await until('the first start to be under way', async () =>
      (await readdir(dataDir)).some((name) => name.startsWith('postgres')) ? true : undefined,
    );
    await broken.kill();
    const again = await begin({ dataDir });
    await again.ready;
    expect(await readyStatus(again)).toBe(200);
  });

  test('以普通用户运行:在自己的目录里启动并应答', async () => {
    const { runAs } = await findBinaries();
    if (process.getuid?.() !== 0) {
      expect(runAs).toBe('self');
      return;
    }
    expect(runAs).not.toBe('self');
    const uid = 65_534;
    const dataDir = await newFolder();
    expect(spawnSync('chown', [`${uid}:${uid}`, dataDir]).status).toBe(0);
    const program = await begin({ dataDir, uid, env: { HOME: dataDir } });
    await program.ready;
    expect(await readyStatus(program)).toBe(200);
    expect((await fetch(`${program.baseUrl}/lookup`)).status).toBe(200);
    expect(await program.stop()).toBe(0);
  });
});

describe('设置有误:以文字说明并退出', () => {
  async function failure(env: Readonly<Record<string, string>>): Promise<string> {
    const dataDir = await newFolder();
    const program = await begin({ dataDir, env });
    expect(await program.exited).not.toBe(0);
    expect(existsSync(pidFile(dataDir))).toBe(false);
    return program.printed();
  }

  test('PORT=abc', async () => {
    expect(await failure({ PORT: 'abc' })).toMatch(/^配置有误:\n {2}- PORT: PORT 必须是端口号\n$/);
  });

  test('DATABASE_URL=nonsense', async () => {
    expect(await failure({ DATABASE_URL: 'nonsense' })).toContain('DATABASE_URL 必须是 postgresql://… 地址');
  });

  test('生产模式下的 XINGLIN_NOW', async () => {
    const env = { NODE_ENV: 'production', XINGLIN_NOW: '2026-11-22T09:00:00+08:00' };
    expect(await failure(env)).toContain('XINGLIN_NOW: 生产模式不允许改变时钟');
  });

  test('DATABASE_URL 的端口没有数据库:不露出密码', async () => {
    const printed = await failure({
      DATABASE_URL: `postgresql://xinglin:my-secret@127.0.0.1:${await freePort()}/xinglin`,
    });
    expect(printed).toBe('连接不上数据库,请检查 DATABASE_URL 的地址和端口,并确认数据库已启动。\n');
  });

  test('端口已被占用:说明,而且不留下数据库', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    expect(await failure({ PORT: String(port) })).toContain('端口已被占用');
    await new Promise((resolve) => taken.close(resolve));
  });
});

describe('停止', () => {
  test('正在断开的连接不算别的程序:内置数据库也停下', async () => {
    const dataDir = await newFolder();
    const embedded = await startEmbedded(dataDir, () => undefined);
    const going = new pg.Client({ connectionString: embedded.url('postgres'), application_name: 'xinglin' });
    await going.connect();
    const stopped = embedded.stop();
    const looking = until('it to look who is there', async () => {
      const { rows } = await going.query("SELECT FROM pg_stat_activity WHERE application_name = 'stopping'");
      return rows.length > 0 ? true : undefined;
    });
    await Promise.race([looking, stopped]);
    await going.end();
    await stopped;
    expect(existsSync(pidFile(dataDir))).toBe(false);
  });

  test('SIGTERM:正在办理的请求得到应答,然后退出码 0', async () => {
    const dataDir = await newFolder();
    const program = await begin({ dataDir });
    await program.ready;
    // Half a request: begun before the signal, ended after it.
    const socket = connect(program.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
    });
    const over = new Promise((resolve) => socket.on('close', resolve));
    const body = 'loginName=nobody&password=nothing';
    const head = ['POST /person/sign-in HTTP/1.1', 'Host: localhost', 'Connection: close'];
    const form = ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`, '', ''];
    socket.write([...head, ...form].join('\r\n') + body.slice(0, 10));
    // A second connection is answered only after the first has been taken up.
    expect(await readyStatus(program)).toBe(200);
    const exited = program.stop();
    await until('the program to begin stopping', async () =>
      program.printed().includes('SIGTERM') ? true : undefined,
    );
    socket.write(body.slice(10));
    await over;
    expect(answer).toMatch(/^HTTP\/1\.1 (200|303|403|422) /);
    expect(await exited).toBe(0);
    expect(existsSync(pidFile(dataDir))).toBe(false);
  });

  test('数据库死去的那一刻收到 SIGTERM:仍有序退出', async () => {
    const dataDir = await newFolder();
    const program = await begin({ dataDir });
    await program.ready;
    process.kill(await postmasterPid(dataDir), 'SIGKILL');
    expect(await program.stop()).toBe(0);
  });
});
