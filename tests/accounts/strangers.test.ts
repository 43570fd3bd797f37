import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { insertPersonAccount, insertPhysician, newPhone } from '../factories/people.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';
import { guess, tryPassword } from './strangers.ts';

/** How often a password was looked at, and with how much work. */
const counted = vi.hoisted(() => ({ verifications: 0, work: new Set<string>() }));
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  const verify: typeof real.verify = (...given) => {
    counted.verifications += 1;
    counted.work.add(String(given[0]).replace(/[^$]*\$[^$]*$/, ''));
    return real.verify(...given);
  };
  return { ...real, verify };
});

const password = 'Zhenjiu2026';
let db: TestDatabase;
let made: TestServices;
let passwordHash: string;
beforeAll(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
  passwordHash = await hashPassword(password);
});
afterAll(async () => {
  await made.close();
  await db.drop();
});
beforeEach(() => {
  counted.verifications = 0;
});

const home = 'h'.repeat(43);
let serial = 0;

async function physician(): Promise<{ loginName: string; phone: string }> {
  serial += 1;
  const [loginName, phone] = [`victim${serial}`, newPhone()];
  await insertPersonAccount(db.database, await insertPhysician(db.database), { loginName, phone, passwordHash });
  return { loginName, phone };
}

const attempt = (loginName: string, typed: string, address: string, key?: string) =>
  tryPassword(made.services, loginName, typed, key === undefined ? { address } : { address, key });

test('two thousand wrong passwords of strangers: a hundred are looked at, and the owner gets in', {
  timeout: 300_000,
}, async () => {
  const { loginName, phone } = await physician();
  expect(await attempt(loginName, password, '203.0.113.5', home)).toBe('done');
  counted.verifications = 0;
  // By name and by phone it is one account.
  const heard = await guess(made.services, 2000, (n) => (n % 2 === 0 ? loginName : phone));
  expect(counted.verifications).toBeLessThanOrEqual(100);
  expect(counted.verifications).toBeGreaterThan(0);
  expect([...heard.keys()].filter((each) => !['signIn.failed', 'signIn.human', 'account.busy'].includes(each))).toEqual(
    [],
  );
  expect(await attempt(loginName, password, '203.0.113.5', home)).toBe('done');
  expect(await attempt(loginName, password, '198.51.100.9', home)).toBe('done');
});

test('past the budget right and wrong, known and unknown are answered alike', async () => {
  await db.database.pool.query('DELETE FROM attempt');
  const { loginName } = await physician();
  const heard = await guess(made.services, 150, () => loginName, 50);
  expect(heard.get('signIn.failed')).toBeGreaterThanOrEqual(100);
  counted.verifications = 0;
  expect(await attempt(loginName, password, '192.0.2.1')).toBe('signIn.failed');
  expect(counted.verifications).toBe(0);
  await guess(made.services, 150, () => 'nobody-at-all', 50);
  counted.verifications = 0;
  expect(await attempt('nobody-at-all', password, '192.0.2.2')).toBe('signIn.failed');
  expect(counted.verifications).toBe(0);
  made.setNow('2026-03-02T10:00:01+08:00');
  expect(await attempt(loginName, password, '192.0.2.1')).toBe('done');
  made.setNow('2026-03-02T09:00:00+08:00');
});

test('a known device has a budget of its own, which its network and strangers cannot spend', async () => {
  await db.database.pool.query('DELETE FROM attempt');
  const { loginName } = await physician();
  expect(await attempt(loginName, password, '203.0.113.5', home)).toBe('done');
  for (let n = 0; n < 12; n += 1) await attempt(loginName, 'Wrong2026', '203.0.113.5');
  expect(await attempt(loginName, password, '203.0.113.5')).toBe('signIn.tooMany');
  expect(await attempt(loginName, password, '203.0.113.5', home)).toBe('done');
  for (let n = 0; n < 10; n += 1)
    expect(await attempt(loginName, 'Wrong2026', '203.0.113.5', home)).toBe('signIn.failed');
  expect(await attempt(loginName, password, '203.0.113.5', home)).toBe('signIn.tooMany');
});

test('an unknown name costs as much as a wrong password', async () => {
  await db.database.pool.query('DELETE FROM attempt');
  const { loginName } = await physician();
  counted.work.clear();
  expect(await attempt(loginName, 'Wrong2026', '203.0.113.21')).toBe('signIn.failed');
  expect(counted.verifications).toBe(1);
  expect(await attempt('nobody-there', 'Wrong2026', '203.0.113.21')).toBe('signIn.failed');
  expect(counted.verifications).toBe(2);
  // Memory, passes and lanes are those of everybody's hash.
  expect([...counted.work]).toEqual(['$argon2id$v=19$m=19456,t=2,p=1$']);
});

test('after thirty failures a network is asked to show that it is people', async () => {
  await db.database.pool.query('DELETE FROM attempt');
  const heard: string[] = [];
  for (let n = 0; n < 32; n += 1) heard.push(await attempt(`spray-${n}`, 'Wrong2026', '203.0.113.99'));
  expect(heard.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 'signIn.failed'));
  expect(heard.slice(30)).toEqual(['signIn.human', 'signIn.human']);
});
