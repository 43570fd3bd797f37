import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { createOidc } from '../../src/outside/sso/oidc.ts';
import { insertPersonAccount, insertPhysician, newPhone } from '../factories/people.ts';
import { type LocalOidc, startLocalOidc } from '../setup/localOidc.ts';
import { writtenMessages } from '../setup/sealedValues.ts';
import { openApp, openTestApp, type TestApp } from '../setup/testApp.ts';
import { openVisitor, readAloud, type Visitor } from './visitor.ts';

const label = '国家统一身份认证';
const password = 'Zhenjiu2026';
const confirmPath = '/person/sso/confirm';
const failed = '/person/sign-in?said=ssoFailed';
const bindingPath = '/person/security/sso';
let site: TestApp;
let provider: LocalOidc;
let serial = 0;

beforeAll(async () => {
  provider = await startLocalOidc();
  site = await openTestApp({ sso: createOidc({ ...provider, label }) });
});
beforeEach(() => {
  serial += 1;
  provider.told.subject = `person-${serial}`;
  delete provider.told.nonce;
  delete provider.told.isForged;
});
afterAll(async () => {
  await site.close();
  await provider.close();
});

async function physician() {
  const loginName = `doctor${serial}`;
  const given = {
    loginName,
    phone: newPhone(),
    email: `${loginName}@example.com`,
    passwordHash: await hashPassword(password),
  };
  const { accountId } = await insertPersonAccount(site.db.database, await insertPhysician(site.db.database), given);
  return { loginName, accountId };
}

async function signIn(loginName: string): Promise<Visitor> {
  const visitor = openVisitor(site.app);
  await visitor.get('/person/sign-in');
  expect((await visitor.post('/person/sign-in', { loginName, password })).headers.location).toBe('/person');
  return visitor;
}

/** To the provider and back; the answer to coming back. */
async function goThere(visitor: Visitor, change: (back: URL) => void = () => undefined) {
  const away = await visitor.get('/person/sso');
  const back = provider.signIn(away.headers.location ?? '');
  change(back);
  return visitor.get(back.pathname + back.search);
}

async function confirm(visitor: Visitor, answer = 'yes') {
  await visitor.get(confirmPath);
  return visitor.post(confirmPath, { answer });
}

async function rows(sql: string, ...params: unknown[]) {
  return (await site.db.database.pool.query<Record<string, unknown>>(sql, params)).rows;
}

test('登录以后绑定,下次用它登录;本人确认以前什么都不发生;每个渠道都收到通知,解除要登录密码', async () => {
  const { loginName, accountId } = await physician();
  const visitor = await signIn(loginName);
  expect((await visitor.get('/person/security')).body).toContain(`href="${bindingPath}"`);
  expect((await goThere(visitor)).headers.location).toBe(confirmPath);
  expect(await rows('SELECT FROM sso_binding WHERE account_id = $1', accountId)).toEqual([]);
  const shown = readAloud(await visitor.get(confirmPath));
  for (const word of ['张景和', '绑定到您现在登录的账号', '203.0.113.*']) expect(shown).toContain(word);
  expect((await confirm(visitor)).headers.location).toBe(`${bindingPath}?said=ssoBound`);
  expect(await rows('SELECT identity FROM sso_binding WHERE account_id = $1', accountId)).toEqual([
    { identity: `${provider.issuer} person-${serial}` },
  ]);
  const told = (await writtenMessages(site.db.database)).filter(({ text }) => text.includes('已绑定统一身份认证'));
  expect(told.map(({ channel }) => channel).sort()).toEqual(['mail', 'sms']);

  const elsewhere = openVisitor(site.app);
  expect(readAloud(await elsewhere.get('/person/sign-in'))).toContain(label);
  await goThere(elsewhere);
  expect((await elsewhere.get('/person/correction')).headers.location).toMatch(/^\/person\/sign-in/);
  const before = elsewhere.cookies.get('xinglin-person');
  expect((await confirm(elsewhere)).headers.location).toBe('/person');
  expect(elsewhere.cookies.get('xinglin-person')).not.toBe(before);
  expect((await elsewhere.get('/person/correction')).statusCode).toBe(200);

  await visitor.get(bindingPath);
  expect(readAloud(await visitor.post(bindingPath, { password: 'Wrong2026' }))).toContain('登录密码不正确');
  expect((await visitor.post(bindingPath, { password })).headers.location).toBe(`${bindingPath}?said=ssoUnbound`);
  expect(await rows('SELECT FROM sso_binding WHERE account_id = $1', accountId)).toEqual([]);
});

test('没有绑定的身份不能登录,也不会新建账号;不是我:什么都没有留下', async () => {
  const [{ n: before }] = (await rows('SELECT count(*) AS n FROM account')) as [{ n: number }];
  const visitor = openVisitor(site.app);
  await goThere(visitor);
  expect(readAloud(await visitor.get(confirmPath))).toContain('还没有绑定账号');
  expect((await confirm(visitor)).statusCode).toBe(409);
  await goThere(visitor);
  expect((await confirm(visitor, 'no')).headers.location).toBe('/person/sign-in');
  expect((await visitor.get(confirmPath)).headers.location).toBe(failed);
  expect(await rows('SELECT count(*) AS n FROM account')).toEqual([{ n: before }]);
});

test('一个身份只能绑定一个账号', async () => {
  const first = await physician();
  const visitor = await signIn(first.loginName);
  await goThere(visitor);
  await confirm(visitor);
  serial += 1;
  const other = await signIn((await physician()).loginName);
  await goThere(other);
  expect(readAloud(await other.get(confirmPath))).toContain('已绑定另一个账号');
  expect((await confirm(other)).statusCode).toBe(409);
});

test('state、nonce、签名、PKCE:错一样都不算,用过的、别的会话的、过了十分钟的也不算', async () => {
  const visitor = openVisitor(site.app);
  const strange = await goThere(visitor, (back) => back.searchParams.set('state', 'another'));
  expect(strange.headers.location).toBe(failed);
  expect((await goThere(visitor, (back) => back.searchParams.set('code', 'bad'))).headers.location).toBe(failed);
  const denied = await goThere(visitor, (back) => {
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
  });
  expect(denied.headers.location).toBe(failed);
  provider.told.nonce = 'another';
  expect((await goThere(visitor)).headers.location).toBe(failed);
  delete provider.told.nonce;
  provider.told.isForged = true;
  expect((await goThere(visitor)).headers.location).toBe(failed);
  delete provider.told.isForged;

  // The code of one session in another, which was sent there too: its own state and verifier do not fit.
  const away = provider.signIn((await visitor.get('/person/sso')).headers.location ?? '');
  const victim = openVisitor(site.app);
  const planted = await goThere(victim, (back) => back.searchParams.set('code', away.searchParams.get('code') ?? ''));
  expect(planted.headers.location).toBe(failed);
  expect((await openVisitor(site.app).get(away.pathname + away.search)).headers.location).toBe(failed);

  let address = '';
  const once = await goThere(visitor, (back) => {
    address = back.pathname + back.search;
  });
  expect(once.headers.location).toBe(confirmPath);
  expect((await visitor.get(address)).headers.location).toBe(failed);
  const late = provider.signIn((await visitor.get('/person/sso')).headers.location ?? '');
  site.setNow('2026-03-02T09:10:01+08:00');
  expect((await visitor.get(late.pathname + late.search)).headers.location).toBe(failed);
  site.setNow('2026-03-02T09:00:00+08:00');
  expect(readAloud(await visitor.get(failed))).toContain('统一身份认证没有成功');
});

test('没有配置的地方没有按钮;认证方联系不上时说明白', async () => {
  const app = await openApp({ ...site.services, sso: undefined });
  expect(readAloud(await openVisitor(app).get('/person/sign-in'))).not.toContain('统一身份认证');
  expect((await openVisitor(app).get('/person/sso')).statusCode).toBe(404);
  await app.close();
  const away = await openApp({
    ...site.services,
    sso: createOidc({ issuer: 'http://127.0.0.1:9', clientId: 'a', clientSecret: 'b', label }),
  });
  expect((await openVisitor(away).get('/person/sso')).headers.location).toBe(failed);
  await away.close();
});
