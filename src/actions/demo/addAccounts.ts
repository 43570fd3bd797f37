import { randomInt, randomUUID } from 'node:crypto';
import { hashPassword } from '../../outside/passwordHash.ts';
import { addDemoAccounts, type DemoAccountRow, type DemoAccountToAdd, findDemoPersons } from '../../store/demo.ts';
import type { Services } from '../services.ts';
import type { PlannedAccount } from './planAccounts.ts';

export interface MadeAccount extends PlannedAccount {
  readonly password: string;
}

/** Gives every planned account a password of its own; the hashes are made side by side, on all cores. */
export async function withPasswords(planned: readonly PlannedAccount[]) {
  return Promise.all(
    planned.map(async (account) => {
      const password = account.end === 'person' ? newPersonPassword() : newStaffPassword();
      return { ...account, password, passwordHash: await hashPassword(password) };
    }),
  );
}

/** Stores them; answers the ids by login. */
export async function addAccounts(
  services: Services,
  accounts: readonly (DemoAccountRow & PlannedAccount)[],
): Promise<ReadonlyMap<string, string>> {
  const at = services.clock.now().toString();
  const noticeVersion = services.privacyNotices[0]?.version ?? '';
  const certified = accounts.filter(({ certificateNo }) => certificateNo !== null);
  const persons = await services.database.rows(findDemoPersons, JSON.stringify(certified));
  const behind = new Map(persons.map(({ certificateNo, ...person }) => [certificateNo, person]));
  const adding = accounts.map(
    (account): DemoAccountToAdd => ({ ...account, id: randomUUID(), ...behind.get(account.certificateNo ?? '') }),
  );
  const rows = await services.database.rows(addDemoAccounts, JSON.stringify(adding), at, noticeVersion);
  return new Map(rows.map(({ login, id }) => [login, id]));
}

const letters = 'abcdefghjkmnpqrstuvwxyz';
const digits = '23456789';

function pick(alphabet: string, count: number): string {
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** 6至16位数字和字母组合: easy to type on a phone. */
function newPersonPassword(): string {
  return `${pick(letters, 6)}${pick(digits, 4)}`;
}

/** The longer rule of staff, in groups one can copy from a screen. */
function newStaffPassword(): string {
  return Array.from({ length: 4 }, () => `${pick(letters, 3)}${pick(digits, 1)}`).join('-');
}
