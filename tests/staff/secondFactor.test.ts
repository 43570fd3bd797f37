import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashToken } from '../../src/actions/session/openSession.ts';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { expectRefused, readAloud } from '../accounts/visitor.ts';
import {
  insertAuthorityStaff,
  insertHunan,
  insertInstitution,
  insertInstitutionStaff,
  type TestAuthority,
} from '../factories/people.ts';
import { codeAt } from '../setup/authenticator.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { codeNow, enterDesk, giveSecondFactor, knock } from './entering.ts';

let site: TestApp;
let county: TestAuthority;
const password = 'a sentence of staff';
const code = 'secondFactorCode';
const monday = '2026-03-02T09:00:00+08:00';
let made = 0;

beforeAll(async () => {
  site = await openTestApp();
  county = (await insertHunan(site.services.database)).county;
});
afterAll(() => site.close());

/** Somebody of an authority or an institution whom no test has touched. */
async function somebody(
  end: 'institution' | 'authority' = 'authority',
): Promise<{ loginName: string; password: string }> {
  site.setNow(monday);
  made += 1;
  const loginName = `staff${made}`;
  const given = { loginName, passwordHash: await hashPassword(password) };
  const { database } = site.services;
  if (end === 'authority') await insertAuthorityStaff(database, county, 'decider', given);
  else await insertInstitutionStaff(database, await insertInstitution(database, county), 'clerk', given);
  return { loginName, password };
}

const later = (minutes: number) => site.setNow(Temporal.Instant.from(monday).add({ minutes }).toString());

describe.each(['institution', 'authority'] as const)('登录 of staff at the %s end', (end) => {
  test('without a second factor the first sign-in leads to enrolment and nowhere else', async () => {
    const visitor = await knock(site, end, await somebody(end));
    expect((await visitor.get(`/${end}`)).headers.location).toBe(`/${end}/second-factor?next=%2F${end}`);
    expect((await visitor.get(`/${end}/account`)).headers.location).toMatch(/\/second-factor/);
    expect((await visitor.get(`/${end}/second-factor`)).headers.location).toBe(`/${end}/second-factor/enrol`);
    const page = await visitor.get(`/${end}/second-factor/enrol`);
    expect(page.body).toContain('<svg class="qr"');
    const secret = /密钥 ([A-Z2-7 ]+) /.exec(readAloud(page))?.[1]?.replaceAll(' ', '') ?? '';
    expect(secret).toHaveLength(32);
    expectRefused(await visitor.post(`/${end}/second-factor/enrol`, { enrolCode: '000000' }), ['动态验证码不正确']);
    const enrolCode = codeAt(secret, site.services.authenticatorClock.now().epochMilliseconds / 1000);
    const done = readAloud(await visitor.post(`/${end}/second-factor/enrol`, { enrolCode }));
    expect(done.match(/\d{4} \d{4} \d{4}/g)).toHaveLength(10);
    expect((await visitor.get(`/${end}`)).statusCode).toBe(200);
    const { rows } = await site.services.database.pool.query('SELECT secret FROM second_factor');
    expect(rows.some((row) => row.secret.includes(secret))).toBe(false);
  });

  test('password, then code, then the page that was asked for', async () => {
    const who = await somebody(end);
    await giveSecondFactor(site, who.loginName);
    const visitor = await knock(site, end, who);
    const before = visitor.cookies.get(`xinglin-${end}`);
    await visitor.get(`/${end}/second-factor?next=/${end}/notices`);
    expectRefused(await visitor.post(`/${end}/second-factor`, { [code]: '' }), ['请填写动态验证码']);
    const right = await visitor.post(`/${end}/second-factor`, { [code]: codeNow(site) });
    expect(right.headers.location).toBe(`/${end}/notices`);
    expect(visitor.cookies.get(`xinglin-${end}`)).not.toBe(before);
    expect((await visitor.get(`/${end}/notices`)).statusCode).toBe(200);
  });
});

describe('动态验证码', () => {
  test('counts once, one step early or late, and no further', async () => {
    const who = await somebody();
    await giveSecondFactor(site, who.loginName);
    const send = async (steps: number) => {
      const visitor = await knock(site, 'authority', who);
      await visitor.get('/authority/second-factor');
      return visitor.post('/authority/second-factor', { [code]: codeNow(site, steps) });
    };
    expectRefused(await send(2), ['动态验证码不正确']);
    expectRefused(await send(-2), ['动态验证码不正确']);
    expect((await send(0)).statusCode).toBe(303);
    expectRefused(await send(0), ['已用过']);
    expectRefused(await send(-1), ['已用过']);
    expect((await send(1)).statusCode).toBe(303);
  });

  test('of five at once with one code one gets in', async () => {
    const who = await somebody();
    await giveSecondFactor(site, who.loginName);
    const visitors = await Promise.all(Array.from({ length: 5 }, () => knock(site, 'authority', who)));
    for (const visitor of visitors) await visitor.get('/authority/second-factor');
    const sent = await Promise.all(
      visitors.map((visitor) => visitor.post('/authority/second-factor', { [code]: codeNow(site) })),
    );
    expect(sent.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1);
  });

  test('five wrong ones make a pause, which ends; a stranger without the password cannot cause it', async () => {
    const who = await somebody();
    await giveSecondFactor(site, who.loginName);
    const visitor = await knock(site, 'authority', who);
    await visitor.get('/authority/second-factor');
    for (let tries = 0; tries < 5; tries += 1)
      expectRefused(await visitor.post('/authority/second-factor', { [code]: '123' }), ['动态验证码不正确']);
    expectRefused(await visitor.post('/authority/second-factor', { [code]: codeNow(site) }), ['请15分钟后再试']);
    later(14);
    await visitor.get('/authority/second-factor');
    later(16);
    expect((await visitor.post('/authority/second-factor', { [code]: codeNow(site) })).statusCode).toBe(303);
    const stranger = await knock(site, 'authority', { ...who, password: 'not the password' });
    expect((await stranger.post('/authority/second-factor', { [code]: '123' })).headers.location).toMatch(/sign-in/);
  });

  test('a 备用码 counts once; new ones replace the old', async () => {
    const who = await somebody();
    const visitor = await enterDesk(site, 'authority', who);
    await visitor.get('/authority/account');
    const told = readAloud(await visitor.post('/authority/account/backup-codes'));
    const [first = '', second = ''] = told.match(/\d{4} \d{4} \d{4}/g) ?? [];
    const send = async (typed: string) => {
      const other = await knock(site, 'authority', who);
      await other.get('/authority/second-factor');
      return other.post('/authority/second-factor', { [code]: typed });
    };
    expect((await send(first)).statusCode).toBe(303);
    expectRefused(await send(first), ['动态验证码不正确']);
    await visitor.get('/authority/account');
    await visitor.post('/authority/account/backup-codes');
    expectRefused(await send(second), ['动态验证码不正确']);
    expect(readAloud(await visitor.get('/authority/notices'))).toContain('备用码已使用');
  });

  test('another authenticator takes the place of the old one, after a fresh proof', async () => {
    const who = await somebody();
    const visitor = await enterDesk(site, 'authority', who);
    const elsewhere = await (async () => {
      await giveSecondFactor(site, who.loginName);
      return enterDesk(site, 'authority', who);
    })();
    const page = await visitor.get('/authority/account/second-factor');
    const secret = /密钥 ([A-Z2-7 ]+) /.exec(readAloud(page))?.[1]?.replaceAll(' ', '') ?? '';
    const enrolCode = codeAt(secret, site.services.authenticatorClock.now().epochMilliseconds / 1000);
    expect(readAloud(await visitor.post('/authority/account/second-factor', { enrolCode }))).toContain('备用码');
    expect((await visitor.get('/authority')).statusCode).toBe(200);
    expect((await elsewhere.get('/authority')).headers.location).toMatch(/sign-in/);
    const old = await knock(site, 'authority', who);
    await old.get('/authority/second-factor');
    expectRefused(await old.post('/authority/second-factor', { [code]: codeNow(site, 1) }), ['动态验证码不正确']);
  });
});

describe('登录密码 of staff', () => {
  test('somebody else’s password is changed before anything else; other sessions end', async () => {
    const who = await somebody('institution');
    const elsewhere = await enterDesk(site, 'institution', who);
    await site.services.database.pool.query('UPDATE account SET password_temporary = true WHERE login_name = $1', [
      who.loginName,
    ]);
    const visitor = await enterDesk(site, 'institution', who);
    expect((await visitor.get('/institution/applications')).headers.location).toMatch(/\/account\/password\?next=/);
    await visitor.get('/institution/account/password?next=/institution/applications');
    const wrong = { current: 'x', password: 'short', passwordAgain: 'other' };
    expectRefused(await visitor.post('/institution/account/password', wrong), ['密码太短', '两次输入的密码不一样']);
    const fresh = { password: 'another sentence', passwordAgain: 'another sentence' };
    expectRefused(await visitor.post('/institution/account/password', { ...fresh, current: 'x' }), ['原密码不正确']);
    const same = { current: password, password, passwordAgain: password };
    expectRefused(await visitor.post('/institution/account/password', same), ['不能与原密码相同']);
    const right = await visitor.post('/institution/account/password', { ...fresh, current: password });
    expect(right.headers.location).toBe('/institution/applications');
    expect((await visitor.get('/institution/applications')).statusCode).toBe(200);
    expect((await elsewhere.get('/institution')).headers.location).toMatch(/sign-in/);
    await enterDesk(site, 'institution', { ...who, password: 'another sentence' });
  });
});

describe('a session that is left alone', () => {
  test.each([
    ['institution', 30],
    ['authority', 15],
  ] as const)('of the %s end is over after %d minutes, and says so with the way back', async (end, minutes) => {
    const who = await somebody(end);
    const visitor = await enterDesk(site, end, who);
    later(minutes - 1);
    // The counts that a page asks for by itself are no sign that somebody sits there.
    expect((await visitor.get(`/${end}/counts`)).statusCode).toBe(200);
    later(minutes + 1);
    const away = await visitor.get(`/${end}/notices?after=`);
    expect(away.headers.location).toBe(`/${end}/sign-in?next=%2F${end}%2Fnotices%3Fafter%3D&said=left`);
    expect(readAloud(await visitor.get(String(away.headers.location)))).toContain('您已离开较长时间');
    const posted = await visitor.post(`/${end}/notices`, {});
    expect(readAloud(await visitor.get(String(posted.headers.location)))).toContain('刚才提交的内容没有保存');
  });

  test('one that is used goes on, until its hours are over', async () => {
    const visitor = await enterDesk(site, 'authority', await somebody());
    for (let minutes = 10; minutes < 600; minutes += 10) {
      later(minutes);
      expect((await visitor.get('/authority/notices')).statusCode).toBe(200);
    }
    later(601);
    expect((await visitor.get('/authority/notices')).headers.location).toMatch(/said=left/);
  });

  test('is noted once a minute at most', async () => {
    const visitor = await enterDesk(site, 'authority', await somebody());
    const hash = hashToken(visitor.cookies.get('xinglin-authority') ?? '');
    const seen = async () => {
      const asked = 'SELECT last_seen_at::text AS at FROM session WHERE token_hash = $1';
      return (await site.services.database.pool.query<{ at: string }>(asked, [hash])).rows[0]?.at;
    };
    const before = await seen();
    site.setNow(Temporal.Instant.from(monday).add({ seconds: 59 }).toString());
    await visitor.get('/authority/notices');
    expect(await seen()).toBe(before);
    site.setNow(Temporal.Instant.from(monday).add({ seconds: 60 }).toString());
    await visitor.get('/authority/notices');
    expect(await seen()).not.toBe(before);
  });
});
