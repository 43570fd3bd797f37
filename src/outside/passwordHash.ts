import { setTimeout } from 'node:timers/promises';
import { hash, verify } from '@node-rs/argon2';
import { createTurnstile } from './turnstile.ts';

/** argon2id (the package's default) with OWASP's parameters: 19 MiB, two passes, one lane. Measured: 19 ms on one core. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of 32 random bytes nobody has kept: an unknown login name takes as long to refuse as a wrong password. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$1wQEk/9xRvVGwLOj8pz+4A$cW9wyGAMcRwXJ1XTpM2URdlrKdXwCe2SlujOctmALxY';

/** Longer ones are refused like wrong ones, without work. */
const longest = 200;

// Each takes 19 MiB, a core, and one of the four threads that also resolve names and read files: a flood of sign-ins must not
// take the others' memory and time, so one thread is always left. Known devices wait in a line of their own, which strangers
// cannot fill.
const turnstile = createTurnstile({ atOnce: 2, waiting: 100 });
const ownTurnstile = createTurnstile({ atOnce: 1, waiting: 50 });

/** How long the last check took, waiting included; what is not looked at takes as long. */
let lastMilliseconds = 20;

/** @throws Busy when too many wait already */
export function hashPassword(password: string): Promise<string> {
  return turnstile.run(() => hash(password.normalize('NFC'), parameters));
}

/**
 * Whether this is the password behind the hash; with no hash (unknown login name) false after the same work.
 * @param known the account has signed in with this device before
 * @throws Busy when too many wait already
 */
export async function verifyPassword(stored: string | undefined, password: string, known = false): Promise<boolean> {
  if (password.length > longest || !password.isWellFormed()) return false;
  const begun = performance.now();
  const line = known ? ownTurnstile : turnstile;
  const right = await line.run(() => verify(stored ?? nobody, password.normalize('NFC')));
  lastMilliseconds = performance.now() - begun;
  return stored !== undefined && right;
}

/** Takes about as long as a check and checks nothing: whoever is past their budget learns nothing from the time either. */
export async function waitAsIfVerified(): Promise<void> {
  await setTimeout(lastMilliseconds);
}
