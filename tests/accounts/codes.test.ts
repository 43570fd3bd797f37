import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CodePurpose } from '../../src/actions/account/codePurposes.ts';
import { type CodeRequest, sendCode } from '../../src/actions/account/sendCode.ts';
import { type CodeGiven, takeCode } from '../../src/actions/account/takeCode.ts';
import type { Services } from '../../src/actions/services.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import { transaction } from '../../src/store/transaction.ts';
import { newPhone } from '../factories/people.ts';
import { messagesTo } from '../setup/sealedValues.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

let db: TestDatabase | undefined;
let made: TestServices;
let services: Services;
let warnings: string[];
let token: string;
let phone: string;

beforeEach(async () => {
  db ??= await createTestDatabase();
  made = await makeTestServices(db);
  warnings = [];
  services = { ...made.services, warn: (facts, words) => warnings.push(`${words} ${JSON.stringify(facts)}`) };
  await services.database.pool.query('DELETE FROM attempt');
  await services.database.pool.query('UPDATE code_day SET sent = 0');
  token = await openSession(services, 'visitor', null);
  phone = newPhone();
});
afterEach(() => made.close());
afterAll(() => db?.drop());

/** Nobody signed in, from one network. */
async function send(wanted: Partial<CodeRequest> = {}, by = services): Promise<string> {
  const request = {
    purpose: 'phone:signIn',
    phone,
    token,
    network: '203.0.113.7',
    accountId: null,
    ...wanted,
  } as const;
  const outcome = await transaction(by.database, (tx) => sendCode(by, tx, request));
  return outcome.kind === 'refused' ? (outcome.refusals[0]?.code ?? '') : outcome.kind;
}

async function take(typed: string, wanted: Partial<CodeGiven> = {}): Promise<string> {
  const given = { purpose: 'phone:signIn', phone, token, typed, ...wanted } as const;
  const refused = await transaction(services.database, (tx) => takeCode(services, tx, given));
  return refused?.code ?? 'right';
}

async function codesTo(to = phone): Promise<string[]> {
  return (await messagesTo(services.database, to)).map(({ code }) => code ?? '');
}

async function sent(wanted: Partial<CodeRequest> = {}): Promise<string> {
  expect(await send(wanted)).toBe('done');
  return (await codesTo(wanted.phone)).at(-1) ?? '';
}

const later = (minutes: number) =>
  made.setNow(Temporal.Instant.from('2026-03-02T09:00:00+08:00').add({ minutes }).toString());

describe('a code', () => {
  test('answers its own question, in its own session, for its own number, once', async () => {
    const code = await sent();
    const purposes: CodePurpose[] = ['phone:verify', 'phone:old', 'phone:new'];
    for (const purpose of purposes) expect(await take(code, { purpose })).toBe('code.expired');
    expect(await take(code, { token: await openSession(services, 'visitor', null) })).toBe('code.expired');
    expect(await take(code, { phone: newPhone() })).toBe('code.expired');
    expect(await take('')).toBe('field.required');
    expect(await take(code)).toBe('right');
    expect(await take(code)).toBe('code.expired');
  });

  test('of fifty right answers at once one counts', async () => {
    const code = await sent();
    const answers = await Promise.all(Array.from({ length: 50 }, () => take(code)));
    expect(answers.filter((answer) => answer === 'right')).toHaveLength(1);
  });

  test('the sixth guess is none, and nothing is right after five minutes', async () => {
    const first = await sent();
    const wrong = first === '000000' ? '000001' : '000000';
    for (let guess = 0; guess < 5; guess += 1) expect(await take(wrong)).toBe('code.wrong');
    expect(await take(first)).toBe('code.expired');
    later(1);
    const second = await sent();
    later(6);
    expect(await take(second)).toBe('code.expired');
  });

  test('once the number has been proven no other goes to it from this session, for ten minutes', async () => {
    expect(await take(await sent())).toBe('right');
    later(9);
    expect(await send()).toBe('code.alreadyProven');
    later(10);
    expect(await send()).toBe('done');
  });
});

describe('the budgets', () => {
  test('fifty presses at once for one number, from fifty sessions, send one message', async () => {
    const tokens = await Promise.all(Array.from({ length: 50 }, () => openSession(services, 'visitor', null)));
    const answers = await Promise.all(tokens.map((one) => send({ token: one })));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(await codesTo()).toHaveLength(1);
  });

  test('one number has one budget, whatever its codes are for', async () => {
    expect(await send({ purpose: 'phone:verify' })).toBe('done');
    expect(await send({ purpose: 'phone:new' })).toBe('code.tooSoon');
    for (const minute of [1, 2, 3, 4]) {
      later(minute);
      expect(await send({ purpose: minute % 2 === 0 ? 'phone:old' : 'phone:signIn' })).toBe('done');
    }
    later(5);
    expect(await send({ purpose: 'phone:new' })).toBe('code.tooMany');
  });

  test('one account has twenty a day, to whatever numbers', async () => {
    const accountId = 'fa7b1f3e-1f8f-4a57-9d3f-0c1f6f0c0a01';
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        send({ accountId, phone: newPhone(), network: `203.0.113.${index}`, purpose: 'phone:new' }),
      ),
    );
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(20);
    expect(answers.filter((answer) => answer === 'code.tooMany')).toHaveLength(5);
  });

  test('one network has 120 an hour and 600 a day; others are not held up by it', async () => {
    const many = (count: number) => Promise.all(Array.from({ length: count }, () => send({ phone: newPhone() })));
    const done = async (count: number) => (await many(count)).filter((answer) => answer === 'done').length;
    expect(await done(125)).toBe(120);
    expect(await send({ phone: newPhone(), network: '203.0.113.8' })).toBe('done');
    for (const hour of [1, 2, 3]) {
      later(hour * 61);
      expect(await done(120)).toBe(120);
    }
    later(4 * 61);
    expect(await done(120)).toBe(120);
    later(5 * 61);
    expect(await done(10)).toBe(0);
  });
});

describe('the limit of the site', () => {
  test('at four fifths whoever runs it is warned once; when it is spent nothing goes out until the next day', async () => {
    const limited = { ...services, smsDailyLimit: 10 };
    const answers = await Promise.all(Array.from({ length: 30 }, () => send({ phone: newPhone() }, limited)));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(10);
    expect(answers.filter((answer) => answer === 'code.siteClosed')).toHaveLength(20);
    expect(warnings).toEqual([
      'four fifths of the codes by SMS for today are spent {"sent":8,"limit":10}',
      'the limit of codes by SMS is spent: none goes out until tomorrow {"sent":10,"limit":10}',
    ]);
    expect(await send({}, limited)).toBe('code.siteClosed');
    expect(await codesTo()).toEqual([]);
    // Nothing was sent, so nothing has to be waited for: the next day begins at midnight in China.
    made.setNow('2026-03-02T23:59:59+08:00');
    expect(await send({}, limited)).toBe('code.siteClosed');
    made.setNow('2026-03-03T00:00:00+08:00');
    expect(await send({}, limited)).toBe('done');
  });

  test('0 stops all of it at once', async () => {
    expect(await send({}, { ...services, smsDailyLimit: 0 })).toBe('code.siteClosed');
    expect(await codesTo()).toEqual([]);
  });
});

test('a code for a number without an account is counted and answered alike, and nothing goes out', async () => {
  expect(await send({ silent: true })).toBe('done');
  expect(await send({ silent: true })).toBe('code.tooSoon');
  expect(await codesTo()).toEqual([]);
  expect(await take('000000')).toBe('code.wrong');
});
