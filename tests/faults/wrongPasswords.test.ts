import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { guess, tryPassword } from '../accounts/strangers.ts';
import { insertPersonAccount, insertPhysician, newPhone } from '../factories/people.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';

const counted = vi.hoisted(() => ({ verifications: 0 }));
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  const verify: typeof real.verify = (...given) => {
    counted.verifications += 1;
    return real.verify(...given);
  };
  return { ...real, verify };
});

const password = 'Zhenjiu2026';
let db: TestDatabase;
let made: TestServices;
beforeAll(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
});
afterAll(async () => {
  await made.close();
  await db.drop();
});

test('一小时内对一个账号的一万个错误密码:最多核对一百个,本人在用过的设备上照常登录', async () => {
  const [loginName, phone] = ['victim', newPhone()];
  const passwordHash = await hashPassword(password);
  await insertPersonAccount(db.database, await insertPhysician(db.database), { loginName, phone, passwordHash });
  const home = { address: '203.0.113.5', key: 'h'.repeat(43) };
  expect(await tryPassword(made.services, loginName, password, home)).toBe('done');
  counted.verifications = 0;
  // By name and by phone it is one account.
  const heard = await guess(made.services, 10_000, (n) => (n % 2 === 0 ? loginName : phone));
  expect([...heard.values()].reduce((sum, each) => sum + each, 0)).toBe(10_000);
  expect(counted.verifications).toBeGreaterThan(0);
  expect(counted.verifications).toBeLessThanOrEqual(100);
  expect([...heard.keys()].filter((each) => !['signIn.failed', 'signIn.human', 'account.busy'].includes(each))).toEqual(
    [],
  );
  expect(await tryPassword(made.services, loginName, password, home)).toBe('done');
  expect(await tryPassword(made.services, loginName, password, { ...home, address: '198.51.100.9' })).toBe('done');
});
