import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { ProviderError } from '../../src/outside/providerError.ts';
import type { WechatLogin } from '../../src/outside/wechat/login.ts';
import { insertPersonAccount, insertPhysician } from '../factories/people.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { openVisitor, readAloud, type Visitor } from './visitor.ts';

/** WeChat as the program sees it: each code is one person, once. */
const wechat: WechatLogin = {
  enabled: true,
  authorizeUrl: ({ state, redirectUri }) =>
    `https://wechat.example/?state=${state}&to=${encodeURIComponent(redirectUri)}`,
  exchange: async (code) => {
    if (!code.startsWith('person-')) throw new ProviderError('wechat', '40029', false);
    return { openId: `open-${code}`, unionId: code, nickname: '杏林' };
  },
};

const password = 'Zhenjiu2026';
let site: TestApp;
beforeAll(async () => {
  site = await openTestApp({ wechat });
  const physician = await insertPhysician(site.db.database);
  const passwordHash = await hashPassword(password);
  await insertPersonAccount(site.db.database, physician, { loginName: 'doctor', passwordHash });
  await insertPersonAccount(site.db.database, await insertPhysician(site.db.database), {
    loginName: 'doctor2',
    passwordHash,
  });
});
afterAll(() => site.close());

async function scan(visitor: Visitor): Promise<string> {
  const away = await visitor.get('/person/wechat');
  const url = new URL(away.headers.location ?? '');
  expect(url.searchParams.get('to')).toBe('http://localhost:8080/person/wechat/callback');
  return url.searchParams.get('state') ?? '';
}

const back = (visitor: Visitor, state: string, code = 'person-1') =>
  visitor.get(`/person/wechat/callback?state=${encodeURIComponent(state)}&code=${code}`);
const failed = '/person/sign-in?said=wechatFailed';

test('somebody new signs in with the password once, and then by scanning alone', async () => {
  const visitor = openVisitor(site.app);
  expect((await back(visitor, await scan(visitor))).headers.location).toBe('/person/sign-in');
  expect(readAloud(await visitor.get('/person/sign-in'))).toContain('绑定刚才扫码的微信');
  const signedIn = await visitor.post('/person/sign-in', { loginName: 'doctor', password, bindWechat: 'yes' });
  expect(signedIn.headers.location).toBe('/person');
  const phone = openVisitor(site.app);
  expect((await back(phone, await scan(phone))).headers.location).toBe('/person');
  expect((await phone.get('/person/correction')).statusCode).toBe(200);
});

test('a state counts once, in its own session, for two minutes', async () => {
  const visitor = openVisitor(site.app);
  const state = await scan(visitor);
  const other = openVisitor(site.app);
  await scan(other);
  expect((await back(other, state)).headers.location).toBe(failed);
  expect((await back(openVisitor(site.app), state)).headers.location).toBe(failed);
  expect((await back(visitor, state, 'person-2')).headers.location).toBe('/person/sign-in');
  expect((await back(visitor, state, 'person-2')).headers.location).toBe(failed);
  const slow = await scan(visitor);
  site.setNow('2026-03-02T09:02:01+08:00');
  expect((await back(visitor, slow)).headers.location).toBe(failed);
  site.setNow('2026-03-02T09:00:00+08:00');
  expect(readAloud(await visitor.get(failed))).toContain('微信登录没有成功');
});

test('a code WeChat refuses signs nobody in; an identity that is bound is not bound to a second account', async () => {
  const visitor = openVisitor(site.app);
  expect((await back(visitor, await scan(visitor), 'bad')).headers.location).toBe(failed);
  // Two browsers scan with one WeChat before it belongs to anybody, then sign in to two accounts.
  const [one, two] = [openVisitor(site.app), openVisitor(site.app)];
  for (const each of [one, two]) await back(each, await scan(each), 'person-9');
  const answers = await Promise.all(
    [one, two].map(async (each, index) => {
      await each.get('/person/sign-in');
      return each.post('/person/sign-in', {
        loginName: `doctor${index === 0 ? '' : '2'}`,
        password,
        bindWechat: 'yes',
      });
    }),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
  const { rows } = await site.db.database.pool.query("SELECT FROM wechat_binding WHERE identity = 'union:person-9'");
  expect(rows).toHaveLength(1);
});
