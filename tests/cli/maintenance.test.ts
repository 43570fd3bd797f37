import { copyFile, cp, mkdir, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../faults/waiting.ts';
import { type RunningProgram, startProgram } from '../setup/program.ts';
import { type CommandLine, openCommandLine } from './command.ts';

interface Report {
  readonly consistent: boolean;
  readonly applications: number;
  readonly entries: number;
  readonly bad: { table: string; id: string; problem: string } | null;
}

let program: RunningProgram;
let cli: CommandLine;
let superuser: string;
beforeAll(async () => {
  program = await startProgram();
  cli = await openCommandLine(program.dataDir);
  superuser = (await cli.json<{ url: string }>('database', 'url', '--superuser')).url;
});
afterAll(async () => {
  await program.stop();
});

async function asSuperuser<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: superuser });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Does it behind the program's back, looks, and takes it back. */
async function tampered(change: string, back: string): Promise<Report & { code: number; stdout: string }> {
  await asSuperuser(`SET session_replication_role = replica; ${change}`);
  const { code, stdout } = await cli.run('ledger', 'verify', '--json');
  await asSuperuser(`SET session_replication_role = replica; ${back}`);
  return { ...(JSON.parse(stdout) as Report), code, stdout };
}

describe('命令行与运行中的程序', () => {
  test('数据库地址:平时是程序的账号,要求时是超级用户', async () => {
    const { code, stdout } = await cli.run('database', 'url');
    expect(code).toBe(0);
    expect(new URL(stdout.trim()).username).toBe('xinglin_app');
    expect(new URL(superuser).username).toBe('postgres');
  });

  test('命令结束后程序照常工作', async () => {
    await cli.run('migrate');
    const response = await fetch(`${program.baseUrl}/readyz`);
    expect(response.status).toBe(200);
  });

  test('工作日历:新的一年载入一次,第二次没有变化', async () => {
    const file = join('data', 'calendar', '2026.json');
    expect(await cli.json('calendar', 'load', file)).toEqual({ year: 2026, changed: false });
    expect((await cli.run('calendar', 'load', 'package.json')).code).toBe(1);
  });
});

describe('核对台账', () => {
  test('没有动过手脚时全部一致', async () => {
    const report = await cli.json<Report>('ledger', 'verify');
    expect(report).toMatchObject({ consistent: true, bad: null });
    expect(report.applications).toBeGreaterThan(5);
    expect(report.entries).toBeGreaterThan(0);
  });

  test('有人直接改了注册状态', async () => {
    const [row] = await asSuperuser<{ id: string }>(
      "SELECT id FROM register_entry WHERE status = 'practising' ORDER BY id LIMIT 1",
    );
    const report = await tampered(
      `UPDATE register_entry SET status = 'deregistered' WHERE id = '${row?.id}'`,
      `UPDATE register_entry SET status = 'practising' WHERE id = '${row?.id}'`,
    );
    expect(report).toMatchObject({ code: 1, consistent: false, bad: { table: 'register_entry', id: row?.id } });
    expect(report.bad?.problem).toContain('status');
  });

  test('有人直接改了一件业务的机构', async () => {
    const [row] = await asSuperuser<{ id: string; old: string; other: string }>(
      `SELECT a.id, a.institution_id AS old, (SELECT id FROM institution i WHERE i.id <> a.institution_id LIMIT 1) AS other
       FROM application a WHERE institution_id IS NOT NULL ORDER BY a.id LIMIT 1`,
    );
    const set = (id: string | undefined) => `UPDATE application SET institution_id = '${id}' WHERE id = '${row?.id}'`;
    expect(await tampered(set(row?.other), set(row?.old))).toMatchObject({
      code: 1,
      bad: { table: 'application', id: row?.id },
    });
  });

  test('有人抽走了一个事件,或台账的一行', async () => {
    const save = (table: string) => `CREATE TABLE kept AS SELECT * FROM ${table}`;
    const back = (table: string) =>
      `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM kept ON CONFLICT DO NOTHING; DROP TABLE kept`;
    const event = await tampered(
      `${save('application_event')}; DELETE FROM application_event WHERE type = 'institutionPassed'`,
      back('application_event'),
    );
    expect(event).toMatchObject({ code: 1, bad: { table: 'application' } });
    expect(event.bad?.problem).toContain('事件不连续');
    const line = await tampered(`${save('ledger')}; DELETE FROM ledger WHERE action = 'approved'`, back('ledger'));
    expect(line).toMatchObject({ code: 1 });
    expect(line.bad?.problem).toContain('台账');
    expect(await cli.json<Report>('ledger', 'verify')).toMatchObject({ consistent: true });
  });
});

/** Signs in as a page would, without a browser, and opens the business page, which reads the number of the certificate. */
async function homeOf(base: string, given: Readonly<Record<string, string>>): Promise<Response> {
  const page = await fetch(`${base}/person/sign-in`);
  const hidden = [...(await page.text()).matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const cookies = new Map<string, string>();
  const keep = ({ headers }: Response) => {
    for (const line of headers.getSetCookie()) cookies.set(line.split('=')[0] ?? '', line.split(';')[0] ?? '');
  };
  keep(page);
  const cookie = () => [...cookies.values()].join('; ');
  const fields = { ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])), ...given };
  const sent = await fetch(`${base}/person/sign-in`, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(fields).toString() },
    headers: { cookie: cookie(), 'content-type': 'application/x-www-form-urlencoded' },
  });
  keep(sent);
  return fetch(`${base}/person/business`, { headers: { cookie: cookie() } });
}

interface KeyLine {
  readonly id: string;
  readonly current: boolean;
  readonly values: number;
}

describe('数据密钥', () => {
  test('运行中换钥:新密钥加密全部,程序照常读写,旧的只用于打开', async () => {
    const [first, ...none] = (await cli.json<{ keys: KeyLine[] }>('keys', 'list')).keys;
    expect(none).toEqual([]);
    expect(first?.values).toBeGreaterThan(100);
    const rotation = await cli.json<{ current: string; added: boolean; values: number }>('keys', 'rotate');
    expect(rotation).toMatchObject({ added: true });
    const after = (await cli.json<{ keys: KeyLine[] }>('keys', 'list')).keys;
    expect(after.map(({ id, current, values }) => ({ id, current, sealed: values > 0 }))).toEqual([
      { id: rotation.current, current: true, sealed: true },
      { id: first?.id, current: false, sealed: false },
    ]);
    expect((await cli.run('keys', 'list')).stdout).toContain(`* ${rotation.current}`);
    // The program has read the ring before: it opens and seals with a key it has not met yet.
    const person = (await program.demoAccounts()).find(({ end }) => end === 'person');
    const home = await homeOf(program.baseUrl, { loginName: person?.login ?? '', password: person?.password ?? '' });
    expect(home.status).toBe(200);
    expect(await home.text()).toContain('业务申请');
    expect(await cli.json<Report>('ledger', 'verify')).toMatchObject({ consistent: true });
  });

  test('不认识的参数', async () => {
    expect((await cli.run('keys', 'rotate', 'now')).code).toBe(2);
    expect((await cli.run('keys', 'list', 'all')).code).toBe(2);
  });
});

describe('备份与恢复', () => {
  let file: string;
  let other: CommandLine;
  beforeAll(async () => {
    file = join(program.dataDir, 'copy.gz');
    other = await openCommandLine();
  });
  afterAll(() => Promise.all([other.close(), rm(file)]));

  test('恢复到空的数据库,内容一致', async () => {
    const papers = await until('every letter archived', async () => {
      const [counted] = await asSuperuser<{ left: number; kept: number }>(
        'SELECT count(*) FILTER (WHERE pdf_key IS NULL)::int AS left, count(*)::int AS kept FROM letter',
      );
      return counted?.left === 0 ? counted.kept : undefined;
    });
    const [photos] = await asSuperuser<{ n: number }>('SELECT count(*)::int AS n FROM photo');
    // The open data of the day are made at the start.
    const open = await until('the open data of the day', async () => {
      const [made] = await asSuperuser<{ n: number | null }>(
        'SELECT sum(jsonb_array_length(files))::int AS n FROM open_data_edition',
      );
      return made?.n ?? undefined;
    });
    expect(papers).toBeGreaterThan(0);
    // Copy and log are taken one after the other: nothing may come in between.
    await until('every row in the log', async () => {
      const [queued] = await asSuperuser<{ n: number }>('SELECT count(*)::int AS n FROM log_queue');
      return queued?.n === 0 ? true : undefined;
    });
    expect(await cli.json('backup', file)).toMatchObject({ file, files: papers + (photos?.n ?? 0) + open });
    const told = (await cli.run('backup', `${file}.again`)).stdout;
    for (const kept of ['data-keys.json', 'issuer-keys.json', 'secret(或 SECRET_KEY)', 'log-key.json'])
      expect(told).toContain(`keys/${kept}`);
    // Keys and the files of the log come another way than the copy, before the first start.
    await mkdir(join(other.dataDir, 'keys'));
    for (const key of ['data-keys.json', 'log-key.json'])
      await copyFile(join(program.dataDir, 'keys', key), join(other.dataDir, 'keys', key));
    await cp(join(program.dataDir, 'log'), join(other.dataDir, 'log'), { recursive: true });
    expect(await other.run('restore', file)).toMatchObject({ code: 0, stderr: '' });
    const before = await cli.json<Report>('ledger', 'verify');
    expect(await other.json<Report>('ledger', 'verify')).toEqual(before);
    const photo = await asSuperuser<{ key: string }>('SELECT key FROM photo LIMIT 1');
    const key = photo[0]?.key ?? '';
    expect(await readFile(join(other.dataDir, 'files', key))).toEqual(
      await readFile(join(program.dataDir, 'files', key)),
    );
    // Numbers go on where they were: one given twice would stop every submission.
    const given = `SELECT (SELECT last_value FROM application_number)::int AS application,
      (SELECT max(right(number, 6))::int FROM application) AS highest, (SELECT last_value FROM letter_number)::int AS letters`;
    const again = await startProgram({ dataDir: other.dataDir, env: { XINGLIN_DEMO: '0' } });
    const { url } = await other.json<{ url: string }>('database', 'url', '--superuser');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const [numbers] = (await client.query<{ application: number; highest: number; letters: number }>(given)).rows;
    await client.end();
    await again.stop();
    expect(numbers?.application).toBe(numbers?.highest);
    expect(numbers?.letters).toBe(papers);
  });

  test('不空、密钥不在或文件不完整时拒绝', async () => {
    const second = await other.run('restore', file);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('只能恢复到空的数据库');
    const stranger = await openCommandLine();
    const foreign = await stranger.run('restore', file);
    expect(foreign.code).toBe(1);
    expect(foreign.stderr).toContain('数据密钥不在本机');
    await truncate(file, 4000);
    const damaged = await stranger.run('restore', file);
    expect(damaged.code).toBe(1);
    expect(damaged.stderr).toContain('备份文件不完整');
    await stranger.close();
  });
});
