import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertPersonAccount, insertPhysician, newPhone } from '../factories/people.ts';
import { indexOf, messagesTo, type WrittenMessage } from '../setup/sealedValues.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { expectRefused, openVisitor, readAloud, readPicture, type Visitor } from './visitor.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
});
afterAll(() => site.close());

const page = '/person/sign-in/code';
const sent = '/person/sign-in/code?said=signInCodeSent';

async function physician(): Promise<string> {
  const phone = newPhone();
  await insertPersonAccount(site.db.database, await insertPhysician(site.db.database), { phone });
  return phone;
}

async function ask(visitor: Visitor, phone: string): Promise<LightMyRequestResponse> {
  await visitor.get(page);
  const captcha = await readPicture(site.services, visitor);
  return visitor.post(`${page}/send`, { phone, captcha });
}

async function messages(phone: string): Promise<readonly WrittenMessage[]> {
  return (await messagesTo(site.db.database, phone)).filter(({ code }) => code !== null);
}

const codeTo = async (phone: string) => (await messages(phone)).at(-1)?.code ?? '';

/** A page without what differs at every showing. */
const constantPart = ({ body }: LightMyRequestResponse) =>
  body
    .replace(/data-human-check="[^"]*"|value="[^"]*"/g, '')
    .replace(/captcha\/[\w-]+\.(svg|wav)/g, '')
    .replace(/1\d{2}\*+\d{4}/g, '');

test('phone, check, code: signed in with a new session', async () => {
  const phone = await physician();
  const visitor = openVisitor(site.app);
  expect((await ask(visitor, phone)).headers.location).toBe(sent);
  const shown = readAloud(await visitor.get(sent));
  for (const word of ['如果这个手机号已注册并验证,验证码已发出', '校验码', '登录']) expect(shown).toContain(word);
  const [message] = await messages(phone);
  expect(message?.text).toBe('【杏林】您的登录校验码是 {secret},5分钟内有效。请勿告诉他人。');
  const before = visitor.cookies.get('xinglin-person');
  const answer = await visitor.post(page, { code: await codeTo(phone), next: '/person/licence' });
  expect(answer.headers.location).toBe('/person/licence');
  expect(visitor.cookies.get('xinglin-person')).not.toBe(before);
  const old = await site.app.inject({ url: '/person/correction', cookies: { 'xinglin-person': before ?? '' } });
  expect(old.headers.location).toMatch(/^\/person\/sign-in/);
  expect((await visitor.get('/person/correction')).statusCode).toBe(200);
});

test('a number without an account gets the same answers and no message, and is counted', async () => {
  const [known, unknown] = [await physician(), newPhone()];
  const [one, two] = [openVisitor(site.app), openVisitor(site.app)];
  const answers = [await ask(one, known), await ask(two, unknown)];
  expect(answers.map(({ statusCode, headers }) => [statusCode, headers.location])).toEqual([
    [303, sent],
    [303, sent],
  ]);
  const pages = [await one.get(sent), await two.get(sent)];
  expect(constantPart(pages[0] as LightMyRequestResponse)).toBe(constantPart(pages[1] as LightMyRequestResponse));
  const guesses = [await one.post(page, { code: '000000' }), await two.post(page, { code: '000000' })];
  expect(guesses.map(({ statusCode }) => statusCode)).toEqual([422, 422]);
  expect(constantPart(guesses[0] as LightMyRequestResponse)).toBe(constantPart(guesses[1] as LightMyRequestResponse));
  expect(await messages(unknown)).toEqual([]);
  for (const each of [one, two]) {
    const again = await ask(each, each === one ? known : unknown);
    expectRefused(again, ['刚刚已发送过,请60秒后再试。']);
  }
  const silent = await site.db.database.pool.query('SELECT FROM one_time_code WHERE target_index = $1', [
    indexOf('codeTarget', unknown),
  ]);
  expect(silent.rowCount).toBe(1);
});

test('when the site sends no more today, known and unknown numbers hear the same', async () => {
  await site.db.database.pool.query(
    "INSERT INTO code_day (day, sent) VALUES ('2026-03-02', 20000) ON CONFLICT (day) DO UPDATE SET sent = 20000",
  );
  for (const phone of [await physician(), newPhone()])
    expectRefused(await ask(openVisitor(site.app), phone), ['短信今天发送量已到上限']);
  await site.db.database.pool.query("UPDATE code_day SET sent = 0 WHERE day = '2026-03-02'");
});

test('without the check nothing is sent, and all that is wrong is said at once', async () => {
  const phone = await physician();
  const visitor = openVisitor(site.app);
  await visitor.get(page);
  expectRefused(await visitor.post(`${page}/send`, { phone: '138' }), ['手机号', '请填写验证码']);
  expectRefused(await visitor.post(`${page}/send`, { phone, captcha: '0000' }), ['验证码不正确或已过期']);
  expect(await messages(phone)).toEqual([]);
});

test('a code counts in the session that asked for it, once, for five tries', async () => {
  const phone = await physician();
  const visitor = openVisitor(site.app);
  await ask(visitor, phone);
  const code = await codeTo(phone);
  const thief = openVisitor(site.app);
  await thief.get(page);
  expectRefused(await thief.post(page, { code }), ['验证码已过期']);
  for (let n = 0; n < 5; n += 1)
    expectRefused(await visitor.post(page, { code: code === '111111' ? '222222' : '111111' }), ['验证码不正确']);
  expectRefused(await visitor.post(page, { code }), ['已过期或尝试次数过多']);
});

test('of fifty right codes at once one signs in', async () => {
  const phone = await physician();
  const visitor = openVisitor(site.app);
  await ask(visitor, phone);
  await visitor.get(sent);
  const token = visitor.cookies.get('xinglin-person') ?? '';
  const payload = new URLSearchParams({ ...visitor.hidden(), code: await codeTo(phone) }).toString();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      site.app.inject({
        method: 'POST',
        url: page,
        cookies: { 'xinglin-person': token },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload,
      }),
    ),
  );
  const locations = answers.map(({ headers }) => headers.location).filter((each) => each === '/person');
  expect(locations).toHaveLength(1);
});

test('a phone that has not been verified is nobody’s', async () => {
  const phone = newPhone();
  const { database } = site.db;
  const { accountId } = await insertPersonAccount(database, await insertPhysician(database), {
    phone,
    activated: false,
  });
  await database.pool.query('UPDATE account SET phone_verified_at = NULL WHERE id = $1', [accountId]);
  expect((await ask(openVisitor(site.app), phone)).headers.location).toBe(sent);
  expect(await messages(phone)).toEqual([]);
});
