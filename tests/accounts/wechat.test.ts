import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { type LocalWechat, startLocalWechat } from '../../src/outside/wechat/localPlatform.ts';
import { createWechatLogin } from '../../src/outside/wechat/openPlatform.ts';
import { insertPersonAccount, insertPhysician } from '../factories/people.ts';
import { ask, readContact, writtenMessages } from '../setup/sealedValues.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { openVisitor, readAloud, type Visitor } from './visitor.ts';

/** The real adapter, speaking to a WeChat on this machine. */
const app = { appId: 'wx-test', appSecret: 'a secret of tests' };
const password = 'Zhenjiu2026';
let site: TestApp;
let platform: LocalWechat;
beforeAll(async () => {
  platform = await startLocalWechat(app);
  const authorizeEndpoint = `http://localhost:8080${platform.authorizePath}`;
  const wechat = createWechatLogin({ ...app, authorizeEndpoint, apiEndpoint: platform.endpoint });
  site = await openTestApp({ wechat, localWechat: platform });
  const passwordHash = await hashPassword(password);
  for (const loginName of ['doctor', 'doctor2', 'doctor3'])
    await insertPersonAccount(site.db.database, await insertPhysician(site.db.database), {
      loginName,
      passwordHash,
      email: `${loginName}@example.com`,
    });
});
afterAll(async () => {
  await site.close();
  await platform.close();
});

const confirmPath = '/person/wechat/confirm';
const failed = '/person/sign-in?said=wechatFailed';

/** To WeChat's page, and the state it is asked with. */
async function leave(visitor: Visitor): Promise<string> {
  const away = await visitor.get('/person/wechat');
  const url = new URL(away.headers.location ?? '', 'http://localhost:8080');
  expect(url.pathname).toBe('/demo/wechat/connect/qrconnect');
  expect(url.searchParams.get('redirect_uri')).toBe('http://localhost:8080/person/wechat/callback');
  return url.searchParams.get('state') ?? '';
}

const back = (visitor: Visitor, state: string, code: string) =>
  visitor.get(`/person/wechat/callback?${new URLSearchParams({ state, code }).toString()}`);

async function scan(visitor: Visitor, person: number): Promise<void> {
  const state = await leave(visitor);
  const answer = await back(visitor, state, platform.scan(`demo-open-${person}`) ?? '');
  expect(answer.headers.location).toBe(confirmPath);
}

async function confirm(visitor: Visitor, answer = 'yes') {
  await visitor.get(confirmPath);
  return visitor.post(confirmPath, { answer });
}

async function signIn(visitor: Visitor, loginName: string, more: Record<string, string> = {}) {
  await visitor.get('/person/sign-in');
  return visitor.post('/person/sign-in', { loginName, password, ...more });
}

async function rows(sql: string, ...params: unknown[]) {
  return (await site.db.database.pool.query<Record<string, unknown>>(sql, params)).rows;
}

/** By which channels the owner of an account has been told. */
async function told(loginName: string, title: string): Promise<readonly string[]> {
  const { database } = site.db;
  const [{ id } = { id: '' }] = await ask<{ id: string }>(database, 'SELECT id FROM account WHERE login_name = $1', [
    loginName,
  ]);
  const { phone, email } = await readContact(database, id);
  const messages = await writtenMessages(database);
  return messages
    .filter(({ recipient, text }) => (recipient === phone || recipient === email) && text.includes(title))
    .map(({ channel }) => channel)
    .sort();
}

test('nothing is bound and nobody signed in before it is confirmed on this device', async () => {
  const visitor = openVisitor(site.app);
  await scan(visitor, 1);
  const shown = readAloud(await visitor.get(confirmPath));
  for (const word of ['杏林春暖(演示)', '还没有绑定账号', '203.0.113.*', '不要确认']) expect(shown).toContain(word);
  expect(readAloud(await visitor.get('/person/sign-in'))).not.toContain('绑定刚才扫码的微信');
  expect((await confirm(visitor)).headers.location).toBe('/person/sign-in');
  expect(readAloud(await visitor.get('/person/sign-in'))).toContain('绑定刚才扫码的微信');
  expect((await signIn(visitor, 'doctor', { bindWechat: 'yes' })).headers.location).toBe('/person');
  expect(await told('doctor', '已绑定微信')).toEqual(['mail', 'sms']);

  const phone = openVisitor(site.app);
  await scan(phone, 1);
  expect((await phone.get('/person/correction')).headers.location).toMatch(/^\/person\/sign-in/);
  expect(readAloud(await phone.get(confirmPath))).toMatch(/登录名 d\*+r/);
  const before = phone.cookies.get('xinglin-person');
  expect((await confirm(phone)).headers.location).toBe('/person');
  expect((await phone.get('/person/correction')).statusCode).toBe(200);
  expect(phone.cookies.get('xinglin-person')).not.toBe(before);
});

test('whoever says 不是我 leaves no trace', async () => {
  const visitor = openVisitor(site.app);
  await scan(visitor, 1);
  expect((await confirm(visitor, 'no')).headers.location).toBe('/person/sign-in');
  expect((await visitor.get(confirmPath)).headers.location).toBe(failed);
  expect((await visitor.get('/person/correction')).headers.location).toMatch(/^\/person\/sign-in/);
});

test('a state counts once, in its own session, for two minutes; a code counts once', async () => {
  const code = () => platform.scan('demo-open-2') ?? '';
  const visitor = openVisitor(site.app);
  const state = await leave(visitor);
  const other = openVisitor(site.app);
  await leave(other);
  expect((await back(other, state, code())).headers.location).toBe(failed);
  expect((await back(openVisitor(site.app), state, code())).headers.location).toBe(failed);
  const used = code();
  expect((await back(visitor, state, used)).headers.location).toBe(confirmPath);
  expect((await back(visitor, state, code())).headers.location).toBe(failed);
  expect((await back(visitor, await leave(visitor), used)).headers.location).toBe(failed);
  expect((await back(visitor, await leave(visitor), 'bad')).headers.location).toBe(failed);
  const slow = await leave(visitor);
  site.setNow('2026-03-02T09:02:01+08:00');
  expect((await back(visitor, slow, code())).headers.location).toBe(failed);
  site.setNow('2026-03-02T09:00:00+08:00');
  expect(readAloud(await visitor.get(failed))).toContain('微信登录没有成功');
});

test('an identity that is bound is not bound to a second account', async () => {
  // Two browsers scan with one WeChat before it belongs to anybody, then sign in to two accounts.
  const [one, two] = [openVisitor(site.app), openVisitor(site.app)];
  for (const each of [one, two]) {
    await scan(each, 3);
    await confirm(each);
  }
  const answers = await Promise.all(
    [one, two].map((each, index) => signIn(each, `doctor${index + 2}`, { bindWechat: 'yes' })),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
  expect(await rows("SELECT identity FROM wechat_binding WHERE identity = 'union:demo-union-3'")).toHaveLength(1);
});

test('somebody signed in binds by scanning, and unbinds with their password alone; the owner is told of both', async () => {
  await rows('DELETE FROM wechat_binding');
  const visitor = openVisitor(site.app);
  await signIn(visitor, 'doctor2');
  await scan(visitor, 2);
  expect(readAloud(await visitor.get(confirmPath))).toContain('绑定到您现在登录的账号');
  expect((await confirm(visitor)).headers.location).toBe('/person/security/wechat?said=wechatBound');
  const page = readAloud(await visitor.get('/person/security/wechat?said=wechatBound'));
  for (const word of ['微信绑定成功', '解除绑定']) expect(page).toContain(word);

  const stranger = openVisitor(site.app);
  await signIn(stranger, 'doctor3');
  await scan(stranger, 2);
  expect(readAloud(await stranger.get(confirmPath))).toContain('已绑定另一个账号');
  expect((await confirm(stranger)).statusCode).toBe(409);

  await visitor.get('/person/security/wechat');
  const wrong = await visitor.post('/person/security/wechat', { password: 'Wrong2026' });
  expect(readAloud(wrong)).toContain('登录密码不正确');
  expect(await rows('SELECT FROM wechat_binding')).toHaveLength(1);
  const right = await visitor.post('/person/security/wechat', { password });
  expect(right.headers.location).toBe('/person/security/wechat?said=wechatUnbound');
  expect(await rows('SELECT FROM wechat_binding')).toHaveLength(0);
  expect(await told('doctor2', '已解除微信绑定')).toEqual(['mail', 'sms']);
  const actions = await rows("SELECT action FROM ledger WHERE action LIKE 'wechat%' ORDER BY seq DESC LIMIT 2");
  expect(actions.map(({ action }) => action)).toEqual(['wechatUnbound', 'wechatBound']);
});

test('the page of the demonstration is plainly marked and leads nowhere but back', async () => {
  const visitor = openVisitor(site.app);
  const away = await visitor.get('/person/wechat');
  const page = await visitor.get(away.headers.location ?? '');
  for (const word of ['演示环境:模拟微信扫码', '这不是微信', '岐黄之术']) expect(readAloud(page)).toContain(word);
  const scanned = await visitor.post('/demo/wechat/connect/qrconnect', { person: 'demo-open-2' });
  expect(scanned.headers.location).toMatch(/^\/person\/wechat\/callback\?code=[0-9a-f]{32}&state=/);
  expect((await visitor.get(scanned.headers.location ?? '')).headers.location).toBe(confirmPath);
  const evil = await visitor.get('/demo/wechat/connect/qrconnect?redirect_uri=https%3A%2F%2Fevil.example%2F');
  expect(evil.statusCode).toBe(404);
});
