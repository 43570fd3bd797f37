import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { hashPassword } from '../../outside/passwordHash.ts';
import { addDemoAccounts, type DemoAccountRow, type DemoAccountToAdd, findDemoPersons } from '../../store/demo.ts';
import { putSecondFactors } from '../../store/secondFactors.ts';
import { sealSecret } from '../secondFactor/sealedSecret.ts';
import { asSecret } from '../secondFactor/totp.ts';
import type { Services } from '../services.ts';
import { madeUpNumber } from './madeUpNumber.ts';
import type { PlannedAccount } from './planAccounts.ts';

export interface MadeAccount extends PlannedAccount {
  readonly password: string;
  /** Of staff, so that whoever tries the system can get in. */
  readonly totpSecret?: string;
}

/** Gives every planned account a password, and staff a second factor, of their own; the hashes are made side by side, on all cores. */
export async function withPasswords(planned: readonly PlannedAccount[]) {
  return Promise.all(
    planned.map(async (account) => {
      const password = account.end === 'person' ? newPersonPassword() : newStaffPassword();
      const secret = account.end === 'person' ? {} : { totpSecret: asSecret(randomBytes(20)) };
      return { ...account, ...secret, password, passwordHash: await hashPassword(password) };
    }),
  );
}

/** Stores them; answers the ids by login. */
export async function addAccounts(
  services: Services,
  accounts: readonly (DemoAccountRow & MadeAccount)[],
): Promise<ReadonlyMap<string, string>> {
  const at = services.clock.now().toString();
  const noticeVersion = services.privacyNotices[0]?.version ?? '';
  const certified = accounts.filter(({ certificateNo }) => certificateNo !== null);
  const persons = await services.database.rows(findDemoPersons, JSON.stringify(certified));
  const behind = new Map(persons.map(({ certificateNo, ...person }) => [certificateNo, person]));
  const adding = accounts.map(
    (account, index): DemoAccountToAdd => ({
      ...account,
      id: randomUUID(),
      ...(behind.get(account.certificateNo ?? '') ?? madeUpNumber(index)),
    }),
  );
  const rows = await services.database.rows(addDemoAccounts, JSON.stringify(adding), at, noticeVersion);
  const ids = new Map(rows.map(({ login, id }) => [login, id]));
  const factors = accounts.flatMap(({ login, totpSecret }) => {
    const id = ids.get(login);
    return id === undefined || totpSecret === undefined ? [] : [{ id, sealed: sealSecret(services, id, totpSecret) }];
  });
  await services.database.rows(
    putSecondFactors,
    factors.map(({ id }) => id),
    factors.map(({ sealed }) => sealed),
    at,
  );
  return ids;
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
