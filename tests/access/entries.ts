import { routes } from '../../src/web/routes.ts';
import type { Route } from '../../src/web/shared/route.ts';
import { credentialEntries } from './credentialEntries.ts';
import { deskEntries } from './deskEntries.ts';
import type { Entries, Entry } from './entry.ts';
import { joiningEntries } from './joiningEntries.ts';
import { liveEntries } from './liveEntries.ts';
import { logEntries } from './logEntries.ts';
import { paperEntries } from './paperEntries.ts';
import { personEntries } from './personEntries.ts';
import { publicationEntries } from './publicationEntries.ts';
import { publicEntries } from './publicEntries.ts';
import { recoveryEntries } from './recoveryEntries.ts';
import { revealEntries } from './revealEntries.ts';
import { securityEntries } from './securityEntries.ts';

/** Every route of the program, how it is tried and who is let in. A new route belongs here before it is answered. */
export const entries: Entries = {
  ...publicEntries,
  ...publicationEntries,
  ...personEntries,
  ...securityEntries,
  ...joiningEntries,
  ...logEntries,
  ...liveEntries,
  ...recoveryEntries,
  ...credentialEntries,
  ...deskEntries,
  ...revealEntries,
  ...paperEntries,
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
