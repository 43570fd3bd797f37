import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { insertPersonAccount, insertPhysician, newPhone } from '../factories/people.ts';
import { messagesTo } from '../setup/sealedValues.ts';
import { openApp, openTestApp, type TestApp } from '../setup/testApp.ts';
import { openVisitor, readAloud, type Visitor } from './visitor.ts';

let site: TestApp;
let passwordHash: string;
const password = 'Zhenjiu2026';
let serial = 0;

beforeAll(async () => {
  site = await openTestApp();
  passwordHash = await hashPassword(password);
});
afterAll(() => site.close());

interface Owner {
  readonly loginName: string;
  readonly phone: string;
  readonly accountId: string;
}

async function owner(): Promise<Owner> {
  serial += 1;
  const [loginName, phone] = [`owner${serial}`, newPhone()];
  const physician = await insertPhysician(site.db.database);
  const given = { loginName, phone, passwordHash, email: `${loginName}@example.com` };
  return { loginName, phone, accountId: (await insertPersonAccount(site.db.database, physician, given)).accountId };
}

async function signIn(loginName: string, visitor = openVisitor(site.app)): Promise<Visitor> {
  await visitor.get('/person/sign-in');
  const answer = await visitor.post('/person/sign-in', { loginName, password });
  expect(answer.headers.location).toBe('/person');
  return visitor;
}

async function rows(sql: string, ...params: unknown[]) {
  return (await site.db.database.pool.query<Record<string, unknown>>(sql, params)).rows;
}

const isIn = async (visitor: Visitor) => (await visitor.get('/person/correction')).statusCode === 200;

describe('登录设备', () => {
  test('lists where the account is signed in; 退出该设备 and 【退出其他设备】 end the others at the server', async () => {
    const { loginName, accountId } = await owner();
    const [here, there, elsewhere] = [await signIn(loginName), await signIn(loginName), await signIn(loginName)];
    const page = await here.get('/person/security/devices');
    const shown = readAloud(page);
    for (const word of ['登录设备', '本次登录', '203.0.113.*', '退出该设备', '退出其他设备'])
      expect(shown).toContain(word);
    const ids = [...page.body.matchAll(/security\/devices\/([\w-]+)"/g)].map(([, id]) => id ?? '');
    expect(ids).toHaveLength(2);
    expect((await here.post(`/person/security/devices/${ids[0]}`)).headers.location).toContain('said=deviceEnded');
    expect([await isIn(there), await isIn(elsewhere)].filter(Boolean)).toHaveLength(1);
    await here.get('/person/security/devices');
    expect((await here.post('/person/security/devices')).headers.location).toContain('said=devicesEnded');
    expect([await isIn(here), await isIn(there), await isIn(elsewhere)]).toEqual([true, false, false]);
    expect(await rows('SELECT FROM known_device WHERE account_id = $1', accountId)).toHaveLength(1);
  });

  test('another’s session cannot be ended, nor this very one', async () => {
    const [mine, other] = [await owner(), await owner()];
    const [me, victim] = [await signIn(mine.loginName), await signIn(other.loginName)];
    const idOf = async (accountId: string) =>
      (await rows('SELECT id FROM session WHERE account_id = $1', accountId))[0]?.id;
    await me.get('/person/security/devices');
    for (const id of [await idOf(other.accountId), await idOf(mine.accountId), 'x'])
      expect((await me.post(`/person/security/devices/${id}`)).statusCode).toBe(404);
    expect([await isIn(me), await isIn(victim)]).toEqual([true, true]);
  });

  test('keeps words and a cut network, never the user agent, the address or the cookie', async () => {
    const { loginName, accountId } = await owner();
    await site.app.inject({
      method: 'POST',
      url: '/person/sign-in',
      remoteAddress: '198.51.100.77',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': 'Mozilla/5.0 (Linux; Android 14; X9) AppleWebKit/537.36 Chrome/116.0 MicroMessenger/8.0.50',
      },
      payload: new URLSearchParams({ loginName, password }).toString(),
    });
    const sql = 'SELECT device, network, octet_length(device_key) AS key FROM session WHERE account_id = $1';
    expect(await rows(sql, accountId)).toEqual([{ device: '微信(安卓)', network: '198.51.100.*', key: 32 }]);
  });
});

describe('a new device', () => {
  test('is told to the owner on every channel; the first one and a known one are not', async () => {
    const { loginName, phone, accountId } = await owner();
    const told = () => rows("SELECT FROM notice WHERE account_id = $1 AND title = '在新设备上登录'", accountId);
    const home = await signIn(loginName);
    expect(await told()).toHaveLength(0);
    await home.get('/person/correction');
    await home.post('/person/sign-out');
    await signIn(loginName, home);
    expect(await told()).toHaveLength(0);
    await signIn(loginName);
    expect(await told()).toHaveLength(1);
    const { database } = site.db;
    const messages = [
      ...(await messagesTo(database, `${loginName}@example.com`)),
      ...(await messagesTo(database, phone)),
    ];
    expect(messages.map(({ channel }) => channel)).toEqual(['mail', 'sms']);
    for (const { text } of messages) expect(text).toContain('新设备上登录');
  });

  test('that was signed out from elsewhere is new again', async () => {
    const { loginName, accountId } = await owner();
    const [here, there] = [await signIn(loginName), await signIn(loginName)];
    await here.get('/person/security/devices');
    await here.post('/person/security/devices');
    await rows('DELETE FROM notice WHERE account_id = $1', accountId);
    there.cookies.delete('xinglin-person');
    await signIn(loginName, there);
    expect(await rows("SELECT FROM notice WHERE account_id = $1 AND title = '在新设备上登录'", accountId)).toHaveLength(
      1,
    );
  });
});

describe('after the password has changed', () => {
  test('the other devices are strangers, this one is not; 安全设置 leads to both pages', async () => {
    const { loginName, accountId } = await owner();
    const [here] = [await signIn(loginName), await signIn(loginName)];
    const settings = await here.get('/person/security');
    expect(readAloud(settings)).toContain('现有2处登录');
    for (const href of ['/person/security/devices', '/person/security/wechat'])
      expect(settings.body).toContain(`href="${href}"`);
    expect(await rows('SELECT FROM known_device WHERE account_id = $1', accountId)).toHaveLength(2);
    await here.get('/person/security/password');
    const next = { current: password, password: 'Fangji2027', passwordAgain: 'Fangji2027' };
    expect((await here.post('/person/security/password', next)).headers.location).toContain('said=passwordChanged');
    const known = await rows('SELECT key_hash FROM known_device WHERE account_id = $1', accountId);
    const own = await rows('SELECT device_key AS key_hash FROM session WHERE account_id = $1', accountId);
    expect(known).toHaveLength(1);
    expect(known).toEqual(own);
  });

  test('recovered with a recovery code: no device is known any more', async () => {
    const { loginName, accountId } = await owner();
    const visitor = await signIn(loginName);
    await visitor.get('/person/security/recovery-codes');
    const made = await visitor.post('/person/security/recovery-codes', { password });
    const code = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}/.exec(made.body)?.[0] ?? '';
    const stranger = openVisitor(site.app);
    await stranger.get('/recover');
    const fields = { who: loginName, code, password: 'Fangji2027', passwordAgain: 'Fangji2027' };
    expect((await stranger.post('/recover', fields)).statusCode).toBe(303);
    expect(await rows('SELECT FROM known_device WHERE account_id = $1', accountId)).toEqual([]);
  });
});

describe('最近使用', () => {
  test('is written once a minute, not with each request, and by one of many at once', async () => {
    const { loginName, accountId } = await owner();
    const visitor = await signIn(loginName);
    const state = async () =>
      (
        await rows('SELECT last_seen_at AS seen, xmin::text AS version FROM session WHERE account_id = $1', accountId)
      )[0];
    const first = await state();
    site.setNow('2026-03-02T09:00:59+08:00');
    await visitor.get('/person/correction');
    expect(await state()).toEqual(first);
    site.setNow('2026-03-02T09:01:00+08:00');
    await Promise.all(Array.from({ length: 20 }, () => visitor.get('/person/correction')));
    const second = await state();
    expect(second?.seen).toBe('2026-03-02T01:01:00.000Z');
    await visitor.get('/person/correction');
    expect(await state()).toEqual(second);
    site.setNow('2026-03-02T09:00:00+08:00');
  });
});

test('the cookies of https belong to this host alone', async () => {
  const { loginName } = await owner();
  const app = await openApp({ ...site.services, publicUrl: 'https://xinglin.example' });
  const answer = await app.inject({
    method: 'POST',
    url: '/person/sign-in',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ loginName, password }).toString(),
  });
  await app.close();
  expect(answer.headers.location).toBe('/person');
  const cookies = [answer.headers['set-cookie']].flat().map(String);
  expect(cookies.map((each) => each.split('=')[0]).sort()).toEqual(['__Host-xinglin-device', '__Host-xinglin-person']);
  for (const each of cookies) {
    for (const word of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(each).toContain(word);
    expect(each).not.toContain('Domain');
  }
});
