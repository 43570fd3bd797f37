import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkOf } from '../../src/domain/fields/network.ts';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { localNext } from '../../src/web/shared/localNext.ts';
import {
  insertAuthorityStaff,
  insertHunan,
  insertInstitution,
  insertInstitutionStaff,
  insertPersonAccount,
  insertPhysician,
} from '../factories/people.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { openVisitor, readAloud } from './visitor.ts';

let site: TestApp;
let passwordHash: string;
let serial = 0;
const password = 'Zhenjiu2026';

beforeAll(async () => {
  site = await openTestApp();
  passwordHash = await hashPassword(password);
});
afterAll(() => site.close());

async function physician(activated = true): Promise<string> {
  serial += 1;
  const loginName = `doctor${serial}`;
  const somebody = await insertPhysician(site.db.database);
  await insertPersonAccount(site.db.database, somebody, { loginName, passwordHash, activated });
  return loginName;
}

/** A page without what differs at every showing: the key of the form and what was typed. */
function constantPart(response: LightMyRequestResponse): string {
  return response.body.replace(/name="(_key|_csrf|loginName)"[^>]*value="[^"]*"|value="[^"]*"/g, '');
}

describe('登录', () => {
  test('leads on by progress, with a new session each time', async () => {
    const loginName = await physician();
    const visitor = openVisitor(site.app);
    const page = readAloud(await visitor.get('/person/sign-in'));
    for (const word of ['登录名', '登录密码', '注册新账号', '忘记密码', '微信扫码登录:本系统尚未开通'])
      expect(page).toContain(word);
    await visitor.get('/person/register');
    const before = visitor.cookies.get('xinglin-person');
    await visitor.get('/person/sign-in');
    const answer = await visitor.post('/person/sign-in', { loginName: ` ${loginName.toUpperCase()} `, password });
    expect(answer.headers.location).toBe('/person');
    expect(visitor.cookies.get('xinglin-person')).not.toBe(before);
    const old = await site.app.inject({ url: '/person/correction', cookies: { 'xinglin-person': before ?? '' } });
    expect(old.headers.location).toMatch(/^\/person\/sign-in/);
  });

  test('an unknown name and a wrong password are answered alike', async () => {
    const loginName = await physician();
    const unknown = await openVisitor(site.app, '203.0.113.20').post('/person/sign-in', {
      loginName: 'nobody-here',
      password,
    });
    const wrong = await openVisitor(site.app, '203.0.113.20').post('/person/sign-in', {
      loginName,
      password: 'Wrong2026',
    });
    expect([unknown.statusCode, wrong.statusCode]).toEqual([422, 422]);
    expect(readAloud(wrong)).toContain('登录名或密码不正确。');
    expect(constantPart(unknown)).toBe(constantPart(wrong));
    expect(wrong.body).not.toContain('Wrong2026');
  });

  test('nothing typed is said at the fields', async () => {
    const text = readAloud(await openVisitor(site.app).post('/person/sign-in', {}));
    for (const word of ['请填写登录名', '请填写登录密码']) expect(text).toContain(word);
  });

  test('ten failures from one network stop it, not the owner elsewhere; a quarter of an hour later it is over', async () => {
    const loginName = await physician();
    const attacker = openVisitor(site.app, '198.51.100.9');
    for (let n = 0; n < 10; n += 1)
      expect(readAloud(await attacker.post('/person/sign-in', { loginName, password: `Wrong${n}` }))).toContain(
        '登录名或密码不正确',
      );
    expect(readAloud(await attacker.post('/person/sign-in', { loginName, password }))).toContain('请15分钟后再试');
    const owner = openVisitor(site.app, '198.51.100.10');
    expect((await owner.post('/person/sign-in', { loginName, password })).headers.location).toBe('/person');
    site.setNow('2026-03-02T09:15:01+08:00');
    expect((await attacker.post('/person/sign-in', { loginName, password })).headers.location).toBe('/person');
    site.setNow('2026-03-02T09:00:00+08:00');
  });

  test('of fifty guesses at once ten are looked at', async () => {
    const loginName = await physician();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        openVisitor(site.app, '198.51.100.30').post('/person/sign-in', { loginName, password: 'Wrong2026' }),
      ),
    );
    expect(answers.filter((answer) => answer.body.includes('登录名或密码不正确')).length).toBeLessThanOrEqual(10);
    const { rows } = await site.db.database.pool.query<{ key: string }>('SELECT DISTINCT key FROM attempt');
    expect(rows.every(({ key }) => /^[\w-]{43}$/.test(key))).toBe(true);
  });

  test('a foreign or planted form signs nobody in', async () => {
    const loginName = await physician();
    const answer = await site.app.inject({
      method: 'POST',
      url: '/person/sign-in',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
      payload: new URLSearchParams({ loginName, password }).toString(),
    });
    expect(answer.statusCode).toBe(403);
  });

  test('退出 ends the session at the server', async () => {
    const visitor = openVisitor(site.app);
    await visitor.post('/person/sign-in', { loginName: await physician(), password });
    await visitor.get('/person/correction');
    const token = visitor.cookies.get('xinglin-person') ?? '';
    expect((await visitor.post('/person/sign-out')).headers.location).toBe('/person/sign-in');
    expect(visitor.cookies.has('xinglin-person')).toBe(false);
    const after = await site.app.inject({ url: '/person/correction', cookies: { 'xinglin-person': token } });
    expect(after.headers.location).toMatch(/^\/person\/sign-in/);
  });
});

describe('the three ends', () => {
  test('each has its own cookie, and its own people', async () => {
    const hunan = await insertHunan(site.db.database);
    const institution = await insertInstitution(site.db.database, hunan.county);
    await insertInstitutionStaff(site.db.database, institution, 'clerk', { loginName: 'clerk-one', passwordHash });
    await insertAuthorityStaff(site.db.database, hunan.county, 'officer', { loginName: 'officer-one', passwordHash });
    const visitor = openVisitor(site.app);
    await visitor.get('/institution/sign-in');
    const clerk = await visitor.post('/institution/sign-in', { loginName: 'clerk-one', password });
    expect(clerk.headers.location).toBe('/institution');
    expect(clerk.cookies.map(({ name, sameSite }) => [name, sameSite])).toEqual([
      ['xinglin-device', 'Lax'],
      ['xinglin-institution', 'Strict'],
    ]);
    const officer = await visitor.post('/authority/sign-in', {
      loginName: 'officer-one',
      password,
      next: '/authority/corrections',
    });
    expect(officer.headers.location).toBe('/authority/corrections');
    expect([...visitor.cookies.keys()].sort()).toEqual(['xinglin-authority', 'xinglin-device', 'xinglin-institution']);
    expect((await visitor.get('/authority/corrections')).headers.location).toMatch(
      /^\/authority\/second-factor\?next=/,
    );
    const lost = await openVisitor(site.app).post('/authority/sign-in', { loginName: 'clerk-one', password });
    expect(readAloud(lost)).toContain('登录名或密码不正确');
    await visitor.get('/authority/second-factor/enrol');
    expect((await visitor.post('/authority/sign-out')).headers.location).toBe('/authority/sign-in');
  });

  test.each([
    ['/person/applications/1?a=1', '/person/applications/1?a=1'],
    ['/person', '/person'],
    ['//evil.example/person', undefined],
    ['https://evil.example/person', undefined],
    ['/\\evil.example/person', undefined],
    ['/person/../authority', undefined],
    ['/person/sign-out', undefined],
    ['/personal', undefined],
    ['/authority', undefined],
    ['', undefined],
  ])('next=%s leads to %s', (next, expected) => {
    expect(localNext(next, '/person')).toBe(expected);
  });

  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:0db8:0001::ffff', '2001:db8:1:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
