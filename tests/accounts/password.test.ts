import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePassword } from '../../src/actions/account/changePassword.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { ask, messagesTo } from '../setup/sealedValues.ts';
import { openApp, openTestApp, type TestApp } from '../setup/testApp.ts';
import { type Settled, settle, signedIn, toldIn } from './settled.ts';
import { expectRefused, openVisitor, readAloud } from './visitor.ts';

let site: TestApp;
let passwordHash: string;
let one: Settled;
const current = 'Zhenjiu2026';
const start = '2026-03-02T09:00:00+08:00';

beforeAll(async () => {
  site = await openTestApp();
  passwordHash = await hashPassword(current);
});
beforeEach(async () => {
  site.setNow(start);
  one = await settle(site, { passwordHash });
  await one.visitor.get('/person/security/password');
});
afterAll(() => site.close());

const change = (password: string, given: { current?: string; passwordAgain?: string } = {}, by = one.visitor) =>
  by.post('/person/security/password', { current, password, passwordAgain: password, ...given });

async function canSignIn(password: string): Promise<boolean> {
  const answer = await openVisitor(site.app).post('/person/sign-in', { loginName: one.loginName, password });
  return answer.statusCode === 303;
}

describe('修改密码', () => {
  test('in the words of the guide; the old password is worth nothing, every other session has ended, the owner is told', async () => {
    const page = readAloud(await one.visitor.get('/person/security/password'));
    for (const word of ['原密码', '新密码', '确认密码', '确认', '6至16位数字和字母组合，区分大小写'])
      expect(page).toContain(word);
    const other = signedIn(site.app, await openSession(site.services, 'person', one.actor.accountId));
    expect((await other.get('/person')).statusCode).toBe(200);
    const before = one.visitor.cookies.get('xinglin-person') ?? '';
    const done = await change('Fangji2027');
    expect(done.headers.location).toBe('/person/security?said=passwordChanged');
    const said = await one.visitor.get('/person/security?said=passwordChanged');
    expect(readAloud(said)).toContain('密码已修改。其他设备上的登录已全部退出。');
    expect(one.visitor.cookies.get('xinglin-person')).not.toBe(before);
    for (const ended of [other, signedIn(site.app, before)])
      expect((await ended.get('/person')).headers.location).toMatch(/^\/person\/sign-in/);
    expect(await canSignIn(current)).toBe(false);
    expect(await canSignIn('Fangji2027')).toBe(true);

    const words = '登录密码已修改。时间:3月2日 09:00,操作来自:未知设备。';
    const [sms] = await messagesTo(site.db.database, one.phone);
    const [mail] = await messagesTo(site.db.database, one.email);
    expect(sms?.text).toContain(words);
    expect(mail?.text).toContain(words);
    const { notices, ledger } = await toldIn(site.db.database, one.actor.accountId);
    expect(notices).toHaveLength(1);
    expect(ledger).toEqual(['passwordChanged']);
    expect(JSON.stringify([sms, mail, notices])).not.toMatch(/Fangji|Zhenjiu/);
  });

  test('the device stands in the notice where the session knows it', async () => {
    await site.db.database.pool.query("UPDATE session SET device = '微信,Android' WHERE account_id = $1", [
      one.actor.accountId,
    ]);
    await change('Fangji2027');
    expect((await messagesTo(site.db.database, one.phone))[0]?.text).toContain('操作来自:微信,Android。');
  });

  test('everything wrong is told at once, and nothing typed comes back', async () => {
    expectRefused(await change('', { current: '', passwordAgain: '' }), [
      '请填写原密码。',
      '请填写新密码。',
      '请填写确认密码。',
    ]);
    // Words that cannot stand in the page by chance, as six letters may in the key of a form.
    const wrong = await change('Falschwort', { current: 'Nichtrichtig1', passwordAgain: 'Andreswort' });
    expectRefused(wrong, ['原密码不正确', '密码须同时包含字母和数字', '两次输入的密码不一样']);
    expect(wrong.body).not.toMatch(/Nichtrichtig1|Falschwort|Andreswort/);
  });

  test.each([
    ['Ab123', '密码太短'],
    ['Abcdefgh123456789', '密码太长'],
    ['abc123', '这个密码太常见'],
    [current, '新密码不能与原密码相同'],
  ])('%s is refused: %s', async (password, words) => {
    expectRefused(await change(password), [words]);
    expect(await canSignIn(current)).toBe(true);
  });

  test('nor the login name or the phone number with letters round it', async () => {
    expectRefused(await change(one.loginName), ['这个密码太常见']);
    expectRefused(await change(one.loginName.toUpperCase()), ['这个密码太常见']);
  });

  test('ten wrong old passwords in a quarter of an hour, and then not even the right one', async () => {
    const wrong = (index: number) => change('Fangji2027', { current: `Falsch${index}` });
    const isLooked = (answer: LightMyRequestResponse) => readAloud(answer).includes('原密码不正确');
    for (let index = 0; index < 10; index += 1) expect(isLooked(await wrong(index))).toBe(true);
    expect(isLooked(await wrong(10))).toBe(false);
    expectRefused(await change('Fangji2027'), ['尝试次数过多']);
    site.setNow('2026-03-02T09:15:01+08:00');
    expect((await change('Fangji2027')).statusCode).toBe(303);
  });

  test('of thirty wrong ones at once no more than ten are looked at', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => change('Fangji2027', { current: `Falsch${index}` })),
    );
    const looked = answers.filter((answer) => readAloud(answer).includes('原密码不正确'));
    expect(looked.length).toBeLessThanOrEqual(10);
    expect(answers.every(({ statusCode }) => statusCode === 422)).toBe(true);
  });

  test('of eight changes at once one is made, and the owner keeps one session', async () => {
    const form = (password: string) => ({ current, password, passwordAgain: password });
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        changePassword(site.services, one.actor, one.token, form(`Fangji20${10 + index}`)),
      ),
    );
    const made = outcomes.filter((outcome) => outcome.kind === 'done');
    expect(made).toHaveLength(1);
    expect((await toldIn(site.db.database, one.actor.accountId)).ledger).toEqual(['passwordChanged']);
    const { rows } = await site.db.database.pool.query('SELECT FROM session WHERE account_id = $1', [
      one.actor.accountId,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('a link to another mailbox that was asked for before is worth nothing after it', async () => {
    await ask(
      site.db.database,
      `INSERT INTO email_confirmation (account_id, id, email_sealed, token_hash, created_at, expires_at)
       VALUES ($1, $2, $3, 'x', now(), now() + interval '1 day')`,
      [one.actor.accountId, randomUUID(), 'thief@example.com'],
      { seals: [{ parameter: 3, column: 'email_confirmation.email', row: '$2' }] },
    );
    await change('Fangji2027');
    const { rowCount } = await site.db.database.pool.query('SELECT FROM email_confirmation WHERE account_id = $1', [
      one.actor.accountId,
    ]);
    expect(rowCount).toBe(0);
  });
});

test('PASSWORD_POLICY=modern asks for length instead, on the page and in the check, at registration too', async () => {
  const app = await openApp({ ...site.services, passwordPolicy: 'modern' });
  const visitor = signedIn(app, one.token);
  const page = readAloud(await visitor.get('/person/security/password'));
  expect(page).toContain('15至128个字符');
  expect(page).not.toContain('6至16位');
  expectRefused(await change('Fangji2027', {}, visitor), ['密码太短']);
  expect((await change('七斗三升麦芽糖配二两陈皮慢慢熬', {}, visitor)).statusCode).toBe(303);
  expect(await canSignIn('七斗三升麦芽糖配二两陈皮慢慢熬')).toBe(true);
  const newcomer = openVisitor(app);
  const registration = {
    ...{ name: '注册人', idType: 'residentIdCard', idNumber: '430102197503081234', noticeVersion: '1' },
    noticeReadAt: '2026-03-02T09:00:00+08:00',
  };
  newcomer.cookies.set('xinglin-person', await openSession(site.services, 'visitor', null, { registration }));
  const form = await newcomer.get('/person/register/account');
  expect(readAloud(form)).toContain('15至128个字符');
  const typed = { phone: '13800138000', email: 'z@example.com', loginName: 'newcomer', password: 'Zhenjiu2026' };
  expectRefused(await newcomer.post('/person/register/account', { ...typed, passwordAgain: 'Zhenjiu2026' }), [
    '密码太短',
  ]);
  await app.close();
});
