import { routes } from '../../src/web/routes.ts';
import type { Route } from '../../src/web/shared/route.ts';
import { credentialEntries } from './credentialEntries.ts';
import { deskEntries } from './deskEntries.ts';
import type { Entries, Entry } from './entry.ts';
import { joiningEntries } from './joiningEntries.ts';
import { personEntries } from './personEntries.ts';
import { publicEntries } from './publicEntries.ts';
import { recoveryEntries } from './recoveryEntries.ts';
import { revealEntries } from './revealEntries.ts';
import { securityEntries } from './securityEntries.ts';

/** Every route of the program, how it is tried and who is let in. A new route belongs here before it is answered. */
export const entries: Entries = {
  ...publicEntries,
  ...personEntries,
  ...securityEntries,
  ...joiningEntries,
  ...recoveryEntries,
  ...credentialEntries,
  ...deskEntries,
  ...revealEntries,
};

export const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

export interface Tried {
  readonly name: string;
  readonly route: Route;
  readonly entry: Entry;
}

/** Routes with their entries; those without one are told by a test of their own. */
export const tried: readonly Tried[] = routes.flatMap((route) => {
  const entry = entries[nameOf(route)];
  return entry === undefined ? [] : [{ name: nameOf(route), route, entry }];
});
