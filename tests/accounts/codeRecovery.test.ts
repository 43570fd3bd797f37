import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../src/actions/session/openSession.ts';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { insertPersonAccount, insertPhysician, newIdNumber, newPhone } from '../factories/people.ts';
import { messagesTo } from '../setup/sealedValues.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { openVisitor, readAloud, type Visitor } from './visitor.ts';

let site: TestApp;
const old = 'Zhenjiu2026';
let passwordHash: string;
beforeAll(async () => {
  site = await openTestApp();
  passwordHash = await hashPassword(old);
});
afterAll(() => site.close());

async function makeOwner() {
  const { database } = site.services;
  const physician = await insertPhysician(database);
  const [loginName, phone] = [`q${randomUUID().slice(0, 8)}`, newPhone()];
  const email = `${loginName}@example.com`;
  const person = await insertPersonAccount(database, physician, { loginName, passwordHash, phone, email });
  const visitor = openVisitor(site.app);
  visitor.cookies.set('xinglin-person', await openSession(site.services, 'person', person.accountId));
  return { person, physician, loginName, phone, email, visitor };
}

async function makeCodes(visitor: Visitor): Promise<string[]> {
  await visitor.get('/person/security/recovery-codes');
  const made = await visitor.post('/person/security/recovery-codes', { password: old });
  expect(made.statusCode).toBe(200);
  return [...made.body.matchAll(/[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}/g)].map(([code]) => code);
}

const next = (password = 'Aijiu20260') => ({ password, passwordAgain: password });

async function recover(fields: Readonly<Record<string, string>>, address?: string) {
  const visitor = openVisitor(site.app, address);
  await visitor.get('/recover');
  return visitor.post('/recover', { ...next(), ...fields });
}

async function signIn(loginName: string, password: string): Promise<number> {
  const visitor = openVisitor(site.app);
  await visitor.get('/person/sign-in');
  return (await visitor.post('/person/sign-in', { loginName, password })).statusCode;
}

const count = async (sql: string, ...params: unknown[]) =>
  Number(
    (await site.services.database.pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, params)).rows[0]?.n,
  );

describe('恢复码', () => {
  test('十个,只在生成时显示一次,库里没有原文;密码不对不生成;重新生成的使原来的作废', async () => {
    const { visitor, person } = await makeOwner();
    await visitor.get('/person/security/recovery-codes');
    expect((await visitor.post('/person/security/recovery-codes', { password: 'wrong' })).statusCode).toBe(422);
    expect(await count('recovery_code WHERE account_id = $1', person.accountId)).toBe(0);
    const codes = await makeCodes(visitor);
    expect(new Set(codes).size).toBe(10);
    const page = readAloud(await visitor.get('/person/security/recovery-codes'));
    expect(page).toContain('剩余10个');
    for (const code of codes) {
      expect(page).not.toContain(code);
      const stored = await count("recovery_code WHERE code_hash::text LIKE '%' || $1 || '%'", code.replaceAll('-', ''));
      expect(stored).toBe(0);
    }
    const again = await makeCodes(visitor);
    const { loginName } = await site.services.database.pool
      .query<{ loginName: string }>('SELECT login_name AS "loginName" FROM account WHERE id = $1', [person.accountId])
      .then(({ rows }) => rows[0] ?? { loginName: '' });
    expect((await recover({ who: loginName, code: codes[0] ?? '' })).statusCode).toBe(422);
    expect((await recover({ who: loginName, code: again[0] ?? '' })).statusCode).toBe(303);
  });

  test('登录名或身份证号加恢复码:马上重设密码,会话全部结束,每个渠道都收到通知;一个码只用一次', async () => {
    const { visitor, person, physician, loginName, phone, email } = await makeOwner();
    const [first = '', second = ''] = await makeCodes(visitor);
    const done = await recover({ who: loginName, code: first.toLowerCase().replaceAll('-', ' ') });
    expect(done.headers.location).toBe('/person/sign-in?said=recovered');
    expect((await visitor.get('/person')).headers.location).toContain('/person/sign-in');
    expect([await signIn(loginName, old), await signIn(loginName, 'Aijiu20260')]).toEqual([422, 303]);
    for (const channel of [phone, email]) {
      const told = await messagesTo(site.services.database, channel);
      expect(told.filter(({ text }) => text.includes('恢复码重设了'))).toHaveLength(1);
    }
    expect(await count("notice WHERE account_id = $1 AND title LIKE '%恢复码重设%'", person.accountId)).toBe(1);
    expect((await recover({ who: loginName, code: first })).statusCode).toBe(422);
    expect(
      (await recover({ who: physician.idNumber.toLowerCase(), code: second, ...next('Bashi20260') })).statusCode,
    ).toBe(303);
    expect(await signIn(loginName, 'Bashi20260')).toBe(303);
    expect(await count("ledger WHERE subject_id = $1 AND action = 'recoveredByCode'", person.accountId)).toBe(2);
  });

  test('同一个码同时用十次,只有一次成功', async () => {
    const { visitor, loginName } = await makeOwner();
    const [code = ''] = await makeCodes(visitor);
    const answers = await Promise.all(Array.from({ length: 10 }, () => recover({ who: loginName, code })));
    expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1);
  });

  test('认识的和不认识的名字回答一样:状态、长度、内容;别人的码不行', async () => {
    const [owner, other] = [await makeOwner(), await makeOwner()];
    const [code = ''] = await makeCodes(other.visitor);
    const wrong = '0000-0000-0000-0000';
    const shown = (body: string) =>
      body
        .replace(/name="_(csrf|key)" value="[^"]*"/g, '')
        .replace(/name="who"[^>]*/g, '')
        .replace(/value="(q[0-9a-f]{8}|\d{17}[\dX])"/g, '');
    const answers = await Promise.all([
      recover({ who: owner.loginName, code: wrong }, '198.51.100.1'),
      recover({ who: `q${randomUUID().slice(0, 8)}`, code: wrong }, '198.51.100.2'),
      recover({ who: owner.physician.idNumber, code: wrong }, '198.51.100.3'),
      recover({ who: newIdNumber(), code: wrong }, '198.51.100.4'),
      recover({ who: owner.loginName, code }, '198.51.100.5'),
    ]);
    for (const { statusCode, body } of answers) {
      expect(statusCode).toBe(422);
      expect(body).toContain('登录名(身份证号)或恢复码不正确');
    }
    expect(new Set(answers.slice(0, 2).map(({ body }) => body.length)).size).toBe(1);
    expect(new Set(answers.slice(2, 4).map(({ body }) => body.length)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => shown(body))).size).toBe(1);
  });

  test('一个网络试得太多就等一等,别的网络的本人不受影响', async () => {
    const { visitor, loginName } = await makeOwner();
    const [code = ''] = await makeCodes(visitor);
    const strangers = [];
    for (let index = 0; index < 11; index += 1)
      strangers.push(await recover({ who: loginName, code: '0000-0000-0000-0000' }, '198.51.100.77'));
    const last = strangers.at(-1);
    expect(last === undefined ? '' : readAloud(last)).toContain('尝试次数过多');
    expect((await recover({ who: loginName, code }, '198.51.100.78')).statusCode).toBe(303);
  });
});
