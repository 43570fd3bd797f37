import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaptchaPurpose, type HumanCheck, openHumanCheck } from '../../src/actions/account/openHumanCheck.ts';
import { passHumanCheck } from '../../src/actions/account/passHumanCheck.ts';
import { speakCaptcha } from '../../src/actions/account/speakCaptcha.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import { listOutbox } from '../../src/outside/outboxFolder.ts';
import { setProof } from '../../src/outside/proofOfWork.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

let db: TestDatabase;
let made: TestServices;
let token: string;
beforeAll(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
  token = await openSession(made.services, 'visitor', null);
});
afterAll(async () => {
  await made.close();
  await db.drop();
});

const open = (purpose: CaptchaPurpose = 'captcha:signInCode') => openHumanCheck(made.services, token, purpose);

async function work(challengeText: string): Promise<string> {
  const challenge = JSON.parse(challengeText) as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

async function pass(
  { id }: Pick<HumanCheck, 'id'>,
  given: { proof?: string; typed?: string },
  purpose: CaptchaPurpose = 'captcha:signInCode',
  session = token,
): Promise<string> {
  const answer = { id, typed: given.typed ?? '', proof: given.proof ?? '' };
  const refused = await passHumanCheck(made.services, purpose, { token: session, network: '203.0.113.7' }, answer);
  return refused?.code ?? 'passed';
}

describe('proof of work', () => {
  test('passes once', async () => {
    const check = await open();
    const proof = await work(check.challenge);
    expect(await pass(check, { proof })).toBe('passed');
    expect(await pass(check, { proof })).toBe('captcha.wrong');
  });

  test('of twenty sendings at once one passes', async () => {
    const check = await open();
    const proof = await work(check.challenge);
    const answers = await Promise.all(Array.from({ length: 20 }, () => pass(check, { proof })));
    expect(answers.filter((each) => each === 'passed')).toHaveLength(1);
  });

  test('counts for its own question, purpose and session, for five minutes', async () => {
    const [one, two] = [await open(), await open()];
    const proof = await work(one.challenge);
    expect(await pass(two, { proof })).toBe('captcha.wrong');
    expect(await pass(one, { proof }, 'captcha:register')).toBe('captcha.wrong');
    const other = await openSession(made.services, 'visitor', null);
    expect(await pass(one, { proof }, 'captcha:signInCode', other)).toBe('captcha.wrong');
    made.setNow('2026-03-02T09:05:01+08:00');
    expect(await pass(one, { proof })).toBe('captcha.wrong');
    made.setNow('2026-03-02T09:00:00+08:00');
    expect(await pass(one, { proof })).toBe('passed');
  });

  test('no easier task of one’s own, no work left out, no broken text', async () => {
    const own = await open();
    const forged = await work(await setProof('another secret', own.id));
    expect(await pass(own, { proof: forged })).toBe('captcha.wrong');
    const lazy = await open();
    const undone = { challenge: JSON.parse(lazy.challenge) as Challenge, solution: { counter: 0, derivedKey: '00' } };
    const proof = Buffer.from(JSON.stringify(undone)).toString('base64');
    expect(await pass(lazy, { proof })).toBe('captcha.wrong');
    for (const broken of ['x', 'e30=', Buffer.from('{"challenge":1}').toString('base64'), 'A'.repeat(5000)])
      expect(await pass(await open(), { proof: broken })).toBe('captcha.wrong');
    expect(await pass(await open(), {})).toBe('field.required');
  });
});

describe('spoken code', () => {
  test('is the same at each request, is told in the outbox, and passes', async () => {
    const check = await open();
    const [one, two] = [
      await speakCaptcha(made.services, token, check.id),
      await speakCaptcha(made.services, token, check.id),
    ];
    expect(one?.subarray(0, 4).toString('latin1')).toBe('RIFF');
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
    const entry = (await listOutbox(made.services.outboxDir ?? '', 50)).find(({ to }) => to === check.id);
    expect(entry?.code).toMatch(/^[2-9]{4}$/);
    expect(await pass(check, { typed: entry?.code ?? '' })).toBe('passed');
    expect(await speakCaptcha(made.services, token, check.id)).toBeUndefined();
  });

  test('is another one for another question', async () => {
    const checks = await Promise.all(Array.from({ length: 12 }, () => open()));
    for (const { id } of checks) await speakCaptcha(made.services, token, id);
    const entries = await listOutbox(made.services.outboxDir ?? '', 50);
    const codes = checks.map(({ id }) => entries.find(({ to }) => to === id)?.code);
    expect(new Set(codes).size).toBeGreaterThan(6);
  });

  test('belongs to the visitor it was asked of', async () => {
    const { id } = await open();
    const other = await openSession(made.services, 'visitor', null);
    expect(await speakCaptcha(made.services, other, id)).toBeUndefined();
    expect(await speakCaptcha(made.services, token, 'x')).toBeUndefined();
  });
});
