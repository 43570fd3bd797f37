import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { confirmEmail } from '../../src/actions/account/confirmEmail.ts';
import { sendDueMessages } from '../../src/actions/messages/sendDueMessages.ts';
import { type LocalMailServer, readLetter, startLocalMailServer } from '../../src/outside/mail/localMailServer.ts';
import { createSmtpMail } from '../../src/outside/mail/smtp.ts';
import { openOutboxFolder } from '../../src/outside/outboxFolder.ts';
import { messagesTo, readContact } from '../setup/sealedValues.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { type Settled, settle, toldIn } from './settled.ts';
import { expectRefused, openVisitor, readAloud, readPicture } from './visitor.ts';

let site: TestApp;
let mail: LocalMailServer;
let one: Settled;
let address: string;
let serial = 0;
const start = '2026-03-02T09:00:00+08:00';

beforeAll(async () => {
  site = await openTestApp();
  mail = await startLocalMailServer();
});
beforeEach(async () => {
  site.setNow(start);
  one = await settle(site);
  serial += 1;
  address = `newaddress${serial}@example.org`;
});
afterAll(async () => {
  mail.close();
  await site.close();
});

const later = (minutes: number) => site.setNow(Temporal.Instant.from(start).add({ minutes }).toString());

async function request(email = address, emailAgain = email, by = one) {
  await by.visitor.get('/person/security/email');
  const captcha = await readPicture(site.services, by.visitor);
  return by.visitor.post('/person/security/email', { email, emailAgain, captcha });
}

/** Sends what waits, through SMTP, and reads the newest letter to an address. */
async function letterTo(email: string): Promise<string> {
  const sms = openOutboxFolder(site.services.outboxDir ?? '');
  const smtp = createSmtpMail({ host: '127.0.0.1', port: mail.port, encryption: 'none', from: 'no-reply@xl.example' });
  while ((await sendDueMessages(site.services, { sms, mail: smtp })).claimed > 0);
  return mail.letters.map(readLetter).findLast(({ to }) => to === email)?.text ?? '';
}

const linkIn = (letter: string) =>
  /http:\/\/localhost:8080(\/person\/security\/email\/confirm\?token=\S+)/.exec(letter)?.[1] ?? '';

async function asked(): Promise<string> {
  expect((await request()).statusCode).toBe(303);
  return linkIn(await letterTo(address));
}

async function emailNow(): Promise<{ email: string | null; email_verified_at: string | null }> {
  const sql = 'SELECT email_verified_at FROM account WHERE id = $1';
  const { rows } = await site.db.database.pool.query(sql, [one.actor.accountId]);
  return { ...rows[0], email: (await readContact(site.db.database, one.actor.accountId)).email };
}

describe('邮箱验证', () => {
  test('the link in the letter works in another browser, changes nothing by being opened, and signs nobody in', async () => {
    const page = readAloud(await one.visitor.get('/person/security/email'));
    for (const word of ['邮箱验证', '常用邮箱', '请再次输入邮箱', '验证码', '发送验证邮件'])
      expect(page).toContain(word);
    const link = await asked();
    expect(link.length).toBeGreaterThan(40);

    const elsewhere = openVisitor(site.app);
    const opened = await elsewhere.get(link);
    await elsewhere.get(link);
    expect(opened.statusCode).toBe(200);
    expect(opened.headers['set-cookie']).toBeUndefined();
    const words = readAloud(opened);
    expect(words).toContain('确认验证');
    expect(words).toContain(`${one.loginName.slice(0, 2)}*`);
    expect(words).toContain('ne*********@example.org');
    expect(opened.body).not.toMatch(new RegExp(`${one.loginName}|${address}|${one.actor.name}`));
    expect(await emailNow()).toEqual({ email: one.email, email_verified_at: null });

    const done = await elsewhere.post('/person/security/email/confirm');
    expect([done.statusCode, done.headers['set-cookie']]).toEqual([303, undefined]);
    expect(readAloud(await elsewhere.get(String(done.headers.location)))).toContain('邮箱验证成功');
    expect(await emailNow()).toEqual({ email: address, email_verified_at: '2026-03-02T01:00:00.000Z' });
    expect((await elsewhere.get('/person')).headers.location).toMatch(/^\/person\/sign-in/);
    const again = readAloud(await one.visitor.get('/person/security'));
    expect(again).toContain('更换邮箱');
    expect(again).not.toContain('邮箱验证');

    // The old address, the new one, the phone and the account are told.
    for (const to of [one.email, address]) expect(await letterTo(to)).toContain('邮箱已更换。时间:3月2日 09:00');
    expect((await messagesTo(site.db.database, one.phone))[0]?.text).toContain('邮箱已更换');
    const { notices, ledger } = await toldIn(site.db.database, one.actor.accountId);
    expect(notices).toHaveLength(1);
    expect(ledger).toEqual(['emailChanged']);
  });

  test('the address typed at the registration is verified without being changed', async () => {
    address = one.email;
    const link = await asked();
    const visitor = openVisitor(site.app);
    await visitor.get(link);
    await visitor.post('/person/security/email/confirm');
    expect((await toldIn(site.db.database, one.actor.accountId)).ledger).toEqual(['emailVerified']);
    later(2);
    expectRefused(await request(), ['这个邮箱已完成验证']);
  });

  test('everything wrong is told at once, and what was typed stays; another picture keeps it too', async () => {
    const { visitor } = one;
    await visitor.get('/person/security/email');
    expectRefused(await visitor.post('/person/security/email'), [
      '请填写常用邮箱。',
      '请填写确认邮箱。',
      '请填写验证码。',
    ]);
    const typed = { email: address, emailAgain: 'other@example.org', captcha: 'xxxx' };
    const wrong = await visitor.post('/person/security/email', typed);
    expectRefused(wrong, ['两次输入的邮箱不一样', '验证码不正确']);
    expect(wrong.body).toContain(address);
    const refreshed = await visitor.post('/person/security/email', { ...typed, refresh: 'captcha' });
    expect(refreshed.statusCode).toBe(200);
    expect(refreshed.body).toContain(address);
    expectRefused(await request('no address'), ['电子邮箱格式不对']);
    expect(await messagesTo(site.db.database, address)).toEqual([]);
  });
});

describe('a link', () => {
  const confirm = (link: string) =>
    confirmEmail(site.services, new URLSearchParams(link.split('?')[1]).get('token') ?? '');

  test('is kept as a hash, and in the outbox only until it has gone out', async () => {
    await request();
    const [waiting] = await messagesTo(site.db.database, address);
    const token = waiting?.code ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(waiting?.text).not.toContain(token);
    expect(linkIn(await letterTo(address))).toContain(token);
    const kept = await site.db.database.pool.query<{ row: string }>('SELECT e::text AS row FROM email_confirmation e');
    const sent = (await messagesTo(site.db.database, address)).map((message) => JSON.stringify(message));
    expect(sent.length).toBeGreaterThan(0);
    expect([...kept.rows.map(({ row }) => row), ...sent].filter((row) => row.includes(token))).toEqual([]);
  });

  test('takes effect once, of twenty at once too', async () => {
    const link = await asked();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => confirm(link)));
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect((await toldIn(site.db.database, one.actor.accountId)).ledger).toEqual(['emailChanged']);
    const late = await openVisitor(site.app).get(link);
    expect(late.statusCode).toBe(410);
    expect(readAloud(late)).toContain('这个链接已使用过或已超过24小时');
  });

  test('is over after 24 hours, and once another has been asked for', async () => {
    const first = await asked();
    later(1);
    const second = await asked();
    expect((await confirm(first)).kind).toBe('refused');
    later(1 + 24 * 60);
    expect((await confirm(second)).kind).toBe('refused');
    expect((await emailNow())?.email).toBe(one.email);
  });

  test('one a minute, ten a day of an account, five a day to an address', async () => {
    expect((await request()).statusCode).toBe(303);
    expectRefused(await request(), ['请1分钟后再试']);
    for (const minute of [1, 2, 3, 4]) {
      later(minute);
      expect((await request()).statusCode).toBe(303);
    }
    later(5);
    expectRefused(await request(), ['今天发送的验证邮件太多']);
    const other = await settle(site);
    expectRefused(await request(address, address, other), ['今天发送的验证邮件太多']);
    expect(await messagesTo(site.db.database, address)).toHaveLength(5);
  });
});
