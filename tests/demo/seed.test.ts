import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedCalendar } from '../../src/actions/calendar/seedCalendar.ts';
import type { DemoPeople } from '../../src/actions/demo/demoAccounts.ts';
import { seedDemo } from '../../src/actions/demo/seedDemo.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { verifyPassword } from '../../src/outside/passwordHash.ts';
import { indexOf } from '../setup/sealedValues.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

let db: TestDatabase;
let made: TestServices;
let first: DemoPeople;
let second: DemoPeople;
const demoDir = resolve('data/demo');
let dataDir: string;

beforeAll(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db, { now: '2026-11-23T09:00:00+08:00' });
  await seedCalendar(made.services, resolve('data/calendar'));
  dataDir = join(tmpdir(), `xinglin-demo-${db.name}`);
  await mkdir(dataDir);
  // Two programs that start at once.
  [first, second] = await Promise.all([
    seedDemo(made.services, { dataDir, demoDir }),
    seedDemo(made.services, { dataDir, demoDir }),
  ]);
});
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
  await made.close();
  await db.drop();
});

async function ask<Row extends object>(sql: string): Promise<Row[]> {
  return (await db.database.pool.query(sql)).rows as Row[];
}

describe('演示数据', () => {
  test('两个程序同时启动也只建一次,答案相同', async () => {
    expect(second).toEqual(first);
    expect(await ask('SELECT count(*) AS n FROM application')).toEqual([{ n: 11 }]);
    expect(await ask("SELECT count(*) AS n FROM import_batch WHERE state = 'done'")).toEqual([{ n: 3 }]);
  });

  test('再次启动读回同样的账号;文件只有本人可读', async () => {
    expect(await seedDemo(made.services, { dataDir, demoDir })).toEqual(first);
    const file = join(dataDir, 'demo-accounts.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(first.accounts);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('三端都有人,密码各不相同并且能用', async () => {
    const { accounts } = first;
    expect(accounts.every(({ login, password }) => login !== '' && password !== '')).toBe(true);
    for (const end of ['person', 'institution', 'authority'])
      expect(accounts.some((account) => account.end === end)).toBe(true);
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(accounts.length);
    for (const login of ['lishizhong', 'clerk-427', 'decider-430104']) {
      const account = accounts.find((each) => each.login === login);
      const [row] = await ask<{ hash: string }>(
        `SELECT password_hash AS hash FROM account WHERE login_name = '${login}'`,
      );
      expect(await verifyPassword(row?.hash, account?.password ?? '')).toBe(true);
    }
  });

  test('每名工作人员都有证件号码,其中只有本人机构的负责人在名册中', async () => {
    const staff = `FROM account a WHERE a."end" <> 'person'`;
    expect(await ask(`SELECT count(*) AS n ${staff} AND a.id_number_index IS NULL`)).toEqual([{ n: 0 }]);
    const listed = `EXISTS (SELECT FROM physician p WHERE p.id_number_index = a.id_number_index)`;
    expect(await ask(`SELECT count(*) AS n ${staff} AND ${listed}`)).toEqual([{ n: 1 }]);
  });

  test('每种证件至少一人在名册中', async () => {
    expect(await ask('SELECT count(DISTINCT id_type) AS n FROM physician')).toEqual([{ n: 7 }]);
  });

  test('没有一个办理环节是空的,而且都由真实的步骤走到', async () => {
    const states = await ask<{ state: string }>('SELECT DISTINCT state FROM application ORDER BY state');
    expect(states.map(({ state }) => state)).toEqual([
      'accepted',
      'approved',
      'atAuthority',
      'atConsent',
      'atInstitution',
    ]);
    expect(await verifyLedger(made.services)).toMatchObject({ applications: 11, entries: 4, bad: null });
  });

  test('有一人另有多执业机构备案,有一人已办理备案', async () => {
    expect(await ask('SELECT count(*) AS n FROM register_site WHERE ended_on IS NULL')).toEqual([{ n: 1 }]);
    expect(await ask("SELECT count(*) AS n FROM register_entry WHERE status = 'inactive'")).toEqual([{ n: 1 }]);
  });

  test('本人诊所只有本人一个账号', async () => {
    const [clinic] = await ask<{ staff: number; same: boolean }>(
      `SELECT count(*) AS staff, bool_and(a.id_number_index = p.id_number_index) AS same FROM account a
       JOIN institution i ON i.id = a.institution_id JOIN physician p ON p.name = i.head_name`,
    );
    expect(clinic).toEqual({ staff: 1, same: true });
  });

  test('可用于注册新账号的人在名册里,还没有账号', async () => {
    expect(first.newcomers).toHaveLength(2);
    for (const { name, idNumber, certificateNo } of first.newcomers) {
      const { rows } = await db.database.pool.query(
        `SELECT p.name FROM physician p JOIN qualification q ON q.physician_id = p.id
         WHERE p.name = $1 AND p.id_number_index = $2 AND q.certificate_no_index = $3
           AND NOT EXISTS (SELECT FROM account a WHERE a.id_number_index = p.id_number_index)`,
        [name, indexOf('idNumber', idNumber), indexOf('certificateNo', certificateNo)],
      );
      expect(rows).toHaveLength(1);
    }
  });

  test('演示省份不占用浙江、四川、甘肃,那里的文件还能导入', async () => {
    expect(await ask("SELECT code FROM authority WHERE left(region_code, 2) IN ('33', '51', '62')")).toEqual([]);
  });
});
