import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { insertPersonAccount, insertPhysician, newIdNumber, newPhone } from '../factories/people.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { goodAccount, identify, openVisitor, readAloud } from './visitor.ts';

let site: TestApp;
let known: {
  readonly loginName: string;
  readonly phone: string;
  readonly idNumber: string;
  readonly accountId: string;
};
const unknown = { loginName: 'nobody01', phone: newPhone(), idNumber: newIdNumber() };

beforeAll(async () => {
  site = await openTestApp();
  const physician = await insertPhysician(site.db.database);
  const [loginName, phone] = ['doctor01', newPhone()];
  const passwordHash = await hashPassword('Zhenjiu2026');
  const { accountId } = await insertPersonAccount(site.db.database, physician, { loginName, phone, passwordHash });
  known = { loginName, phone, idNumber: physician.idNumber, accountId };
});
afterAll(() => site.close());

/** What a stranger can see and measure of an answer, without what differs at every showing: keys, and what was typed, masked too. */
function seen(response: LightMyRequestResponse) {
  let { body } = response;
  for (const typed of [known, unknown].flatMap(({ loginName, phone, idNumber }) => [loginName, phone, idNumber]))
    body = body.replaceAll(typed, '?'.repeat(typed.length));
  return {
    status: response.statusCode,
    location: response.headers.location,
    length: response.body.length,
    cookies: response.cookies.map(({ name }) => name),
    body: body.replace(/\d+\*{4,}\w+/g, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}|name="_csrf" value="[\w-]+"/g, ''),
  };
}

async function rows(sql: string, ...params: unknown[]) {
  return (await site.db.database.pool.query<Record<string, unknown>>(sql, params)).rows;
}

/** A whole registration: what each of its four pages answers. */
async function register(idNumber: string, loginName: string, phone: string, address: string) {
  const visitor = openVisitor(site.app, address);
  const first = await identify(site.services, visitor, '张景和', idNumber);
  const form = await visitor.get('/person/register/account');
  const second = await visitor.post('/person/register/account', { ...goodAccount, loginName, phone });
  return { answers: [first, form, second, await visitor.get('/person/register/done')], visitor };
}

test('注册:已有账号的证件号码和没有的,每一页都一样', async () => {
  const [phone, other] = [newPhone(), newPhone()];
  const taken = await register(known.idNumber, 'newcomer1', phone, '203.0.113.41');
  const free = await register(unknown.idNumber, 'newcomer2', other, '203.0.113.42');
  const pages = [taken, free].map(({ answers }) =>
    answers.map((answer) => {
      const { body, ...rest } = seen(answer);
      return { ...rest, body: body.replaceAll(/newcomer\d/g, 'newcomer') };
    }),
  );
  expect(pages[0]).toEqual(pages[1]);
  expect(taken.answers.map(({ statusCode }) => statusCode)).toEqual([303, 200, 303, 200]);
  const done = readAloud(taken.answers[3] as LightMyRequestResponse);
  for (const word of ['电子化账户注册成功', '一个证件号码只有一个账号', '找回账号', '提出异议'])
    expect(done).toContain(word);

  // What really happened: one account more, and an explanation to the phone that was typed.
  expect(await rows('SELECT login_name FROM account WHERE id_number = $1', known.idNumber)).toEqual([
    { login_name: known.loginName },
  ]);
  expect(await rows("SELECT FROM account WHERE login_name = 'newcomer2'")).toHaveLength(1);
  const [message, ...more] = await rows('SELECT channel, text FROM message WHERE recipient = $1', phone);
  expect(more).toEqual([]);
  expect(message?.channel).toBe('sms');
  expect(message?.text).toContain('以前已注册过账号,本次没有新建账号');
  expect(JSON.stringify(message)).not.toMatch(new RegExp(`${known.loginName}|${known.idNumber}|张`));
  expect(await rows('SELECT FROM message WHERE recipient = $1', other)).toEqual([]);
  const told = await rows('SELECT title FROM notice WHERE account_id = $1', known.accountId);
  expect(told).toEqual([{ title: '证件号码被再次用于注册' }]);
});

test('同一手机号一天只收到一次说明,页面还是一样', async () => {
  const phone = newPhone();
  const one = await register(known.idNumber, 'newcomer3', phone, '203.0.113.43');
  const two = await register(known.idNumber, 'newcomer4', phone, '203.0.113.43');
  expect(two.answers.map(({ statusCode }) => statusCode)).toEqual(one.answers.map(({ statusCode }) => statusCode));
  expect(await rows('SELECT FROM message WHERE recipient = $1', phone)).toHaveLength(1);
});

test('试登录名:第六次被占用的,从第一页(验证码)重新开始', async () => {
  const visitor = openVisitor(site.app, '203.0.113.44');
  await identify(site.services, visitor, '张景和', newIdNumber());
  await visitor.get('/person/register/account');
  for (let n = 0; n < 5; n += 1) {
    const answer = await visitor.post('/person/register/account', { ...goodAccount, loginName: known.loginName });
    expect(readAloud(answer)).toContain('这个登录名已有人使用');
  }
  const sixth = await visitor.post('/person/register/account', { ...goodAccount, loginName: known.loginName });
  expect(sixth.headers.location).toBe('/person/register?said=restart');
  const seventh = await visitor.post('/person/register/account', { ...goodAccount, loginName: 'freeone1' });
  expect(seventh.headers.location).toBe('/person/register?said=restart');
});

test.each([
  ['登录名', 'loginName'],
  ['手机号', 'phone'],
] as const)('登录:密码不对的%s和不存在的,回答一样', async (_, field) => {
  const answers = [];
  for (const who of [known, unknown]) {
    const visitor = openVisitor(site.app, '203.0.113.45');
    await visitor.get('/person/sign-in');
    answers.push(await visitor.post('/person/sign-in', { loginName: who[field], password: 'Wrong2026' }));
  }
  const [one, two] = answers.map(seen);
  expect(one?.status).toBe(422);
  expect(one).toEqual(two);
});

test.each([
  ['登录名', 'loginName'],
  ['身份证号', 'idNumber'],
] as const)('找回账号:存在的%s和不存在的,回答一样', async (_, field) => {
  const answers = [];
  for (const who of [known, unknown]) {
    const visitor = openVisitor(site.app, '203.0.113.46');
    await visitor.get('/recover');
    const fields = { code: '0123-4567-89AB-CDEF', password: 'Aijiu20260', passwordAgain: 'Aijiu20260' };
    answers.push(await visitor.post('/recover', { ...fields, who: who[field] }));
  }
  const [one, two] = answers.map(seen);
  expect(one?.status).toBe(422);
  expect(one).toEqual(two);
});
