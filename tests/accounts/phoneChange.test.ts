import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proveOldPhone } from '../../src/actions/account/proveOldPhone.ts';
import { replacePhone } from '../../src/actions/account/replacePhone.ts';
import { sendNewPhoneCode } from '../../src/actions/account/sendNewPhoneCode.ts';
import { sendOldPhoneCode } from '../../src/actions/account/sendOldPhoneCode.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import { newPhone } from '../factories/people.ts';
import { lastCode, messagesTo, readContact, writeContact } from '../setup/sealedValues.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { type Settled, settle, signedIn, toldIn } from './settled.ts';
import { expectRefused, readAloud } from './visitor.ts';

let site: TestApp;
let one: Settled;
let next: string;
beforeAll(async () => {
  site = await openTestApp();
});
beforeEach(async () => {
  site.setNow(start);
  one = await settle(site);
  next = newPhone();
});
afterAll(() => site.close());

const start = '2026-03-02T09:00:00+08:00';
const network = '203.0.113.7';
const later = (minutes: number) => site.setNow(Temporal.Instant.from(start).add({ minutes }).toString());

function codesOf(outcome: Outcome<string>): string[] {
  return outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code) : [outcome.kind];
}

const sendOld = (token = one.token) => sendOldPhoneCode(site.services, one.actor, token, network).then(codesOf);
const sendNew = (phone = next, token = one.token) =>
  sendNewPhoneCode(site.services, one.actor, token, network, phone).then(codesOf);
const prove = (code: string, token = one.token) => proveOldPhone(site.services, one.actor, token, code).then(codesOf);
const replace = (code: string, phone = next, token = one.token) =>
  replacePhone(site.services, one.actor, token, { phone, code }).then(codesOf);
const codeTo = (phone: string) => lastCode(site.db.database, phone);

async function proven(): Promise<void> {
  expect(await sendOld()).toEqual(['done']);
  expect(await prove(await codeTo(one.phone))).toEqual(['done']);
}

async function phoneNow(): Promise<string> {
  return (await readContact(site.db.database, one.actor.accountId)).phone ?? '';
}

describe('更换手机号, page by page', () => {
  test('the old number, then the new one, in the words of the guide; both are told', async () => {
    const { visitor } = one;
    const home = readAloud(await visitor.get('/person/security'));
    for (const word of ['安全设置', '我的手机', '更换手机号', '我的邮箱', '邮箱验证', '修改密码'])
      expect(home).toContain(word);
    expect(home).not.toContain(one.phone);
    const first = readAloud(await visitor.get('/person/security/phone'));
    for (const word of ['向手机发送验证码', '确定继续', '忘记密码']) expect(first).toContain(word);
    const sent = await visitor.post('/person/security/phone/code');
    expect(readAloud(await visitor.get(String(sent.headers.location)))).toContain('验证码已发送,5分钟内有效。');
    const on = await visitor.post('/person/security/phone', { code: await codeTo(one.phone) });
    expect(on.headers.location).toBe('/person/security/phone/new');
    const pressedTwice = await visitor.post('/person/security/phone', { code: '123456' });
    expect(pressedTwice.headers.location).toBe('/person/security/phone/new');
    expect((await visitor.get('/person/security/phone')).headers.location).toBe('/person/security/phone/new');
    const second = readAloud(await visitor.get('/person/security/phone/new'));
    for (const word of ['新手机号码', '向手机发送验证码', '确定']) expect(second).toContain(word);
    await visitor.post('/person/security/phone/new/code', { phone: next });
    const again = await visitor.get('/person/security/phone/new?said=verificationSent');
    expect(again.body).toContain(`value="${next}"`);
    const done = await visitor.post('/person/security/phone/new', { phone: next, code: await codeTo(next) });
    expect(done.headers.location).toBe('/person/security?said=phoneReplaced');
    expect(readAloud(await visitor.get('/person/security?said=phoneReplaced'))).toContain('手机号已更换。');
    expect(await phoneNow()).toBe(next);

    const words = '手机号已更换。时间:3月2日 09:00,操作来自:未知设备。如不是您本人操作,请立即登录修改密码';
    for (const phone of [one.phone, next]) {
      const told = (await messagesTo(site.db.database, phone)).filter(({ code }) => code === null);
      expect(told).toHaveLength(1);
      expect(told[0]?.text).toContain(words);
      expect(told[0]?.text).not.toContain(one.phone);
    }
    const mails = await messagesTo(site.db.database, one.email);
    expect(mails.map(({ channel, subject }) => [channel, subject])).toEqual([['mail', '手机号已更换']]);
    const { notices, ledger } = await toldIn(site.db.database, one.actor.accountId);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('手机号已更换');
    expect(ledger).toEqual(['phoneChanged']);

    // The same form once more, as from a second press of the button.
    const twice = await visitor.post('/person/security/phone/new', { phone: next, code: '123456' });
    expect(twice.headers.location).toBe('/person/security?said=phoneReplaced');
    expect((await toldIn(site.db.database, one.actor.accountId)).ledger).toEqual(['phoneChanged']);
  });

  test('the second page is shown to nobody without the first', async () => {
    const { visitor } = one;
    const back = '/person/security/phone?said=proveFirst';
    expect((await visitor.get('/person/security/phone/new')).headers.location).toBe(back);
    await visitor.get('/person/security/phone');
    for (const path of ['/person/security/phone/new', '/person/security/phone/new/code'])
      expect((await visitor.post(path, { phone: next, code: '123456' })).headers.location).toBe(back);
    expect(readAloud(await visitor.get(back))).toContain('请先验证原手机号');
    expect(await messagesTo(site.db.database, next)).toEqual([]);
  });

  test('everything wrong is told at once, and what was typed stays', async () => {
    await proven();
    const { visitor } = one;
    await visitor.get('/person/security/phone/new');
    expectRefused(await visitor.post('/person/security/phone/new'), ['请填写新手机号码。', '请填写验证码。']);
    const wrong = await visitor.post('/person/security/phone/new', { phone: '139', code: '' });
    expectRefused(wrong, ['请填写11位手机号', '请填写验证码。']);
    expect(wrong.body).toContain('value="139"');
    const same = await visitor.post('/person/security/phone/new/code', { phone: one.phone });
    expectRefused(same, ['这就是您现在的手机号']);
  });

  test('before the activation 安全设置 is the one word of the menu, and a number not proven is proven first', async () => {
    const beginner = await settle(site, { activated: false });
    await site.db.database.pool.query('UPDATE account SET phone_verified_at = NULL WHERE id = $1', [
      beginner.actor.accountId,
    ]);
    const page = await beginner.visitor.get('/person/welcome');
    expect([...page.body.matchAll(/<a href="(\/person\/[a-z]+)"[^>]*>(.+?)<\/a>/g)].map(([, href]) => href)).toContain(
      '/person/security',
    );
    expect(page.body).not.toContain('/person/business');
    expect(readAloud(await beginner.visitor.get('/person/security'))).toContain('点击此处验证手机');
    expect((await beginner.visitor.get('/person/security/phone')).headers.location).toBe('/person/verify-phone');
  });
});

describe('the proof of the old number', () => {
  test('counts in its session, for ten minutes, for one change', async () => {
    await proven();
    const elsewhere = await openSession(site.services, 'person', one.actor.accountId);
    expect(await sendNew(next, elsewhere)).toEqual(['phone.proveOldFirst']);
    later(10);
    expect(await sendNew()).toEqual(['phone.proveOldFirst']);
    later(11);
    await proven();
    expect(await sendNew()).toEqual(['done']);
    expect(await replace(await codeTo(next))).toEqual(['done']);
    expect(await sendNew(newPhone())).toEqual(['phone.proveOldFirst']);
    expect(await sendNew(one.phone)).toEqual(['phone.proveOldFirst']);
  });

  test('is worth nothing once the number has been changed elsewhere', async () => {
    await proven();
    expect(await sendNew()).toEqual(['done']);
    await writeContact(site.db.database, one.actor.accountId, { phone: newPhone() });
    expect(await replace(await codeTo(next))).toEqual(['phone.proveOldFirst']);
  });

  test('no other code goes to the old number once it has been proven', async () => {
    await proven();
    later(2);
    expect(await sendOld()).toEqual(['code.alreadyProven']);
  });
});

describe('the code of the new number', () => {
  test('of fifty right answers at once one changes the number, and it is told once', async () => {
    await proven();
    await sendNew();
    const code = await codeTo(next);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => one.visitor.post('/person/security/phone/new', { phone: next, code })),
    );
    expect(answers.filter(({ statusCode }) => statusCode >= 500)).toEqual([]);
    await Promise.all(Array.from({ length: 50 }, () => replace(code)));
    expect((await toldIn(site.db.database, one.actor.accountId)).ledger).toEqual(['phoneChanged']);
    expect((await messagesTo(site.db.database, one.phone)).filter((message) => message.code === null)).toHaveLength(1);
  });

  test('fifty presses of 【向手机发送验证码】 at once send one message', async () => {
    await proven();
    const answers = await Promise.all(Array.from({ length: 50 }, () => sendNew()));
    expect(answers.filter(([answer]) => answer === 'done')).toHaveLength(1);
    expect(await messagesTo(site.db.database, next)).toHaveLength(1);
  });

  test('a wrong one costs a guess; the sixth, another number, another session and a sixth minute are refused', async () => {
    await proven();
    await sendNew();
    const code = await codeTo(next);
    expect(await replace(code, newPhone())).toEqual(['code.expired']);
    const elsewhere = await openSession(site.services, 'person', one.actor.accountId);
    expect(await replace(code, next, elsewhere)).toEqual(['phone.proveOldFirst']);
    for (let guess = 0; guess < 5; guess += 1)
      expect(await replace(code === '000000' ? '000001' : '000000')).toEqual(['code.wrong']);
    expect(await replace(code)).toEqual(['code.expired']);
    later(1);
    expect(await sendNew()).toEqual(['done']);
    later(6);
    expect(await replace(await codeTo(next))).toEqual(['code.expired']);
    expect(await phoneNow()).toBe(one.phone);
  });

  test('the code of the old number is not one of the new', async () => {
    await sendOld();
    const old = await codeTo(one.phone);
    expect(await prove(old)).toEqual(['done']);
    expect(await replace(old, next)).toEqual(['code.expired']);
  });

  test('that another account has the number is told only to who can read its messages', async () => {
    const other = await settle(site);
    await proven();
    expect(await sendNew(other.phone)).toEqual(['done']);
    const answered = await one.visitor.get('/person/security/phone/new?said=verificationSent');
    expect(readAloud(answered)).not.toContain('已用于其他账号');
    const code = await codeTo(other.phone);
    expect(await replace(code === '000000' ? '000001' : '000000', other.phone)).toEqual(['code.wrong']);
    expect(await replace(code, other.phone)).toEqual(['account.phoneTaken']);
    expect(await phoneNow()).toBe(one.phone);
    // The proof is still good for a number of one's own.
    expect(await sendNew()).toEqual(['done']);
    expect(await replace(await codeTo(next))).toEqual(['done']);
  });

  test('two accounts that take one number at once: one gets it', async () => {
    const other = await settle(site);
    await proven();
    const sendOther = await sendOldPhoneCode(site.services, other.actor, other.token, network);
    expect(sendOther.kind).toBe('done');
    await proveOldPhone(site.services, other.actor, other.token, await codeTo(other.phone));
    await sendNew();
    const mine = await codeTo(next);
    later(1);
    await sendNewPhoneCode(site.services, other.actor, other.token, network, next);
    const theirs = await codeTo(next);
    const answers = await Promise.all([
      replace(mine),
      replacePhone(site.services, other.actor, other.token, { phone: next, code: theirs }).then(codesOf),
    ]);
    expect(answers.flat().sort()).toEqual(['account.phoneTaken', 'done']);
  });
});

test('a session that has ended changes nothing', async () => {
  const stranger = signedIn(site.app, 'x'.repeat(43));
  const answer = await stranger.get('/person/security/phone');
  expect(answer.headers.location).toMatch(/^\/person\/sign-in/);
});
