import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changePhone } from '../../src/actions/account/changePhone.ts';
import { confirmPhone } from '../../src/actions/account/confirmPhone.ts';
import { sendPhoneCode } from '../../src/actions/account/sendPhoneCode.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import type { PersonActor } from '../../src/domain/access/actor.ts';
import { insertPersonAccount, insertPhysician, newPhone } from '../factories/people.ts';
import { indexOf, writtenMessages } from '../setup/sealedValues.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

let db: TestDatabase | undefined;
let made: TestServices;
let actor: PersonActor;
let token: string;
let phone: string;

beforeEach(async () => {
  db ??= await createTestDatabase();
  made = await makeTestServices(db);
  ({ actor, phone, token } = await newcomer());
});
afterEach(() => made.close());
afterAll(() => db?.drop());

function database() {
  if (db === undefined) throw new Error('no database yet');
  return db.database;
}

/** Matched with the roster, phone typed and not yet proven. */
async function newcomer(): Promise<{ actor: PersonActor; phone: string; token: string }> {
  const typed = newPhone();
  const physician = await insertPhysician(database());
  const account = await insertPersonAccount(database(), physician, { activated: false, phone: typed });
  await database().pool.query('UPDATE account SET phone_verified_at = NULL, qualification_id = NULL WHERE id = $1', [
    account.accountId,
  ]);
  return { actor: account, phone: typed, token: await openSession(made.services, 'person', account.accountId) };
}

async function messages(to = phone): Promise<readonly { text: string; code: string | null }[]> {
  const written = await writtenMessages(database());
  return written.filter(({ recipient }) => recipient === to).map(({ text, code }) => ({ text, code }));
}

async function sentCode(): Promise<string> {
  expect((await send()).kind).toBe('done');
  return (await messages()).at(-1)?.code ?? '';
}

function codesOf(outcome: Outcome<string>): string[] {
  return outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code) : [outcome.kind];
}

const network = '203.0.113.7';
const send = (as = { actor, token }) => sendPhoneCode(made.services, as.actor, as.token, network);
const confirm = (code: string, session = token) => confirmPhone(made.services, actor, session, code);
const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000');

describe('向手机发送校验码', () => {
  test('one message, in the words of the guide, its code beside it until it has gone out', async () => {
    const code = await sentCode();
    expect(code).toMatch(/^\d{6}$/);
    const sent = await messages();
    expect(sent).toEqual([{ text: '【杏林】您的手机校验码是 {secret},5分钟内有效。请勿告诉他人。', code }]);
    const { rows } = await database().pool.query('SELECT * FROM one_time_code WHERE target_index = $1', [
      indexOf('codeTarget', phone),
    ]);
    expect(rows).toHaveLength(1);
    // Column by column: six digits may stand anywhere in the hashes.
    expect(Object.values(rows[0] ?? {}).map(String)).not.toContain(code);
    expect(rows[0]?.code_hash).toHaveLength(32);
  });

  test('fifty presses at once send one message', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => send()));
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(new Set(outcomes.flatMap(codesOf))).toEqual(new Set(['done', 'code.tooSoon']));
    expect(await messages()).toHaveLength(1);
  });

  test('one a minute, five an hour, ten a day to a number', async () => {
    const at = (minutes: number) => {
      made.setNow(Temporal.Instant.from('2026-03-02T09:00:00+08:00').add({ minutes }).toString());
      return send().then(codesOf);
    };
    expect(await at(0)).toEqual(['done']);
    made.setNow('2026-03-02T09:00:59+08:00');
    expect(codesOf(await send())).toEqual(['code.tooSoon']);
    for (const minute of [1, 2, 3, 4]) expect(await at(minute)).toEqual(['done']);
    expect(await at(5)).toEqual(['code.tooMany']);
    for (const minute of [61, 62, 63, 64, 65]) expect(await at(minute)).toEqual(['done']);
    expect(await at(200)).toEqual(['code.tooMany']);
    expect(await at(24 * 60 + 1)).toEqual(['done']);
  });

  test('ten accounts with one number, pressing at once, share its budget', async () => {
    const others = await Promise.all(Array.from({ length: 10 }, () => newcomer()));
    for (const other of others) await changePhone(made.services, other.actor, phone);
    const outcomes = await Promise.all(others.map((other) => send(other)));
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(await messages()).toHaveLength(1);
  });
});

describe('校验码', () => {
  test('verifies the phone once', async () => {
    const code = await sentCode();
    expect(codesOf(await confirm(code))).toEqual(['done']);
    expect(codesOf(await confirm(code))).toEqual(['code.expired']);
    const { rows } = await database().pool.query('SELECT phone_verified_at FROM account WHERE id = $1', [
      actor.accountId,
    ]);
    expect(rows[0]?.phone_verified_at).toBe('2026-03-02T01:00:00.000Z');
    const ledger = await database().pool.query(
      "SELECT FROM ledger WHERE action = 'phoneVerified' AND subject_id = $1",
      [actor.accountId],
    );
    expect(ledger.rowCount).toBe(1);
  });

  test('of fifty right answers at once one counts', async () => {
    const code = await sentCode();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => confirm(code)));
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
  });

  test('after five wrong guesses the right one is refused too', async () => {
    const code = await sentCode();
    for (let guess = 0; guess < 5; guess += 1) expect(codesOf(await confirm(wrongOf(code)))).toEqual(['code.wrong']);
    expect(codesOf(await confirm(code))).toEqual(['code.expired']);
  });

  test('of a hundred wrong guesses at once five are looked at', async () => {
    const code = await sentCode();
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => confirm(wrongOf(code))));
    expect(outcomes.flatMap(codesOf).filter((each) => each === 'code.wrong')).toHaveLength(5);
    expect(codesOf(await confirm(code))).toEqual(['code.expired']);
  });

  test('counts only in the session that asked for it', async () => {
    const code = await sentCode();
    const elsewhere = await openSession(made.services, 'person', actor.accountId);
    expect(codesOf(await confirm(code, elsewhere))).toEqual(['code.expired']);
    expect(codesOf(await confirm(code))).toEqual(['done']);
  });

  test('is too old after five minutes, and an earlier one is worth nothing once a new one is sent', async () => {
    const first = await sentCode();
    made.setNow('2026-03-02T09:05:01+08:00');
    expect(codesOf(await confirm(first))).toEqual(['code.expired']);
    let second = await sentCode();
    if (second === first) {
      made.setNow('2026-03-02T09:06:30+08:00');
      second = await sentCode();
    }
    expect(codesOf(await confirm(first))).toEqual(['code.wrong']);
    expect(codesOf(await confirm(second))).toEqual(['done']);
  });

  test('full-width digits and spaces are the same code; nothing typed is no guess', async () => {
    const code = await sentCode();
    expect(codesOf(await confirm(''))).toEqual(['field.required']);
    const wide = [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
    expect(codesOf(await confirm(` ${wide.slice(0, 3)} ${wide.slice(3)}`))).toEqual(['done']);
  });

  test('a number that another account has verified is refused', async () => {
    const other = await newcomer();
    const code = await sentCode();
    const { accountId } = other.actor;
    await database().pool.query(
      'UPDATE account SET phone_sealed = (SELECT phone_sealed FROM account WHERE id = $2), phone_index = $1, phone_verified_at = now() WHERE id = $2',
      [indexOf('phone', phone), accountId],
    );
    expect(codesOf(await confirm(code))).toEqual(['account.phoneTaken']);
  });

  test('the number can be corrected until one is verified; the code of the old number is then worth nothing', async () => {
    const code = await sentCode();
    expect(codesOf(await changePhone(made.services, actor, '138'))).toEqual(['phone.format']);
    expect(codesOf(await changePhone(made.services, actor, newPhone()))).toEqual(['done']);
    expect(codesOf(await confirm(code))).toEqual(['code.expired']);
    await database().pool.query('UPDATE account SET phone_verified_at = now() WHERE id = $1', [actor.accountId]);
    expect(codesOf(await changePhone(made.services, actor, newPhone()))).toEqual(['notFound']);
  });
});
