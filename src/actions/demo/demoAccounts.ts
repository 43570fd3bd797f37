import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { writeWholeFile } from '../../outside/wholeFile.ts';
import type { MadeAccount } from './addAccounts.ts';
import type { DemoFiles } from './readDemoFiles.ts';

/** An account as demo-accounts.json tells it; a `newcomer` has none yet and registers with the three last fields. */
export interface DemoAccount {
  readonly end: 'person' | 'institution' | 'authority' | 'newcomer';
  readonly role: string;
  readonly organisation: string;
  readonly login: string;
  readonly password: string;
  readonly totpSecret?: string;
  readonly name: string;
  readonly idNumber?: string;
  readonly certificateNo?: string;
}

/** In the roster and without an account: they walk the whole way from 注册新账号. */
const newcomers = ['王清和', '陈㛃'];

export function tellAccounts(accounts: readonly MadeAccount[], { roster }: DemoFiles): DemoAccount[] {
  const told = accounts.map(({ end, roleName, organisation, login, password, totpSecret, name }) => {
    const secret = totpSecret === undefined ? {} : { totpSecret };
    return { end, role: roleName, organisation, login, password, ...secret, name };
  });
  const unregistered = roster
    .filter(({ name }) => newcomers.includes(name))
    .map(({ name, issuer, idNumber, certificateNo }) => {
      const nothing = { end: 'newcomer', role: '未注册', organisation: issuer, login: '', password: '' } as const;
      return { ...nothing, name, idNumber, certificateNo };
    });
  return [...told, ...unregistered];
}

/** Empty where the database was filled by a program with another DATA_DIR: only that one knows the passwords. */
export async function readDemoAccounts(file: string): Promise<DemoAccount[]> {
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as DemoAccount[]) : [];
}

/** A reader finds the old list or the new, never half of one. */
export function writeDemoAccounts(file: string, accounts: readonly DemoAccount[]): Promise<void> {
  return writeWholeFile(file, JSON.stringify(accounts, null, 2));
}
