import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { writeWholeFile } from '../../outside/wholeFile.ts';
import type { MadeAccount } from './addAccounts.ts';
import type { DemoFiles } from './readDemoFiles.ts';

/** A sign-in as demo-accounts.json tells it. */
export interface DemoAccount {
  readonly end: 'person' | 'institution' | 'authority';
  readonly role: string;
  readonly organisation: string;
  readonly login: string;
  readonly password: string;
  readonly totpSecret?: string;
  readonly name: string;
}

/** Somebody who has no account yet and registers with these. */
export type DemoNewcomer = Pick<DemoFiles['roster'][number], 'name' | 'idNumber' | 'certificateNo'>;

/** As whom the system can be tried: who can sign in, and who can register. */
export interface DemoPeople {
  readonly accounts: readonly DemoAccount[];
  readonly newcomers: readonly DemoNewcomer[];
}

/** In the roster and without an account: they walk the whole way from 注册新账号. */
const newcomers = ['王清和', '陈㛃'];

export function tellAccounts(accounts: readonly MadeAccount[]): DemoAccount[] {
  return accounts.map(({ end, roleName, organisation, login, password, totpSecret, name }) => {
    const secret = totpSecret === undefined ? {} : { totpSecret };
    return { end, role: roleName, organisation, login, password, ...secret, name };
  });
}

export function tellNewcomers({ roster }: DemoFiles): DemoNewcomer[] {
  return roster
    .filter(({ name }) => newcomers.includes(name))
    .map(({ name, idNumber, certificateNo }) => ({ name, idNumber, certificateNo }));
}

/** Empty where the database was filled by a program with another DATA_DIR: only that one knows the passwords. */
export async function readDemoAccounts(file: string): Promise<DemoAccount[]> {
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as DemoAccount[]) : [];
}

/** A reader finds the old list or the new, never half of one. */
export function writeDemoAccounts(file: string, accounts: readonly DemoAccount[]): Promise<void> {
  return writeWholeFile(file, JSON.stringify(accounts, null, 2));
}
