import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readOrMakeKeyFile, replaceKeyFile, stampOf } from './keyFile.ts';
import type { DataKey } from './seal.ts';

/** The keys of sealed data: one seals, all open, one more makes blind indexes and never changes. */
export interface KeyRing {
  readonly indexKey: DataKey;
  /** The one that seals now. */
  current(): DataKey;
  find(id: string): DataKey | undefined;
  /** All that open, the current one first. */
  list(): readonly DataKey[];
  /** Makes a new current key and keeps it; undefined where the ring was given from outside and can only be changed there. */
  readonly add: ((madeAt: string) => Promise<DataKey>) | undefined;
}

/** A ring in a file is `{"index": KEY, "keys": [{"key": KEY, "madeAt": …}, …]}`, the current key first. */
interface RingFile {
  readonly index: string;
  readonly keys: readonly { readonly key: string; readonly madeAt: string | null }[];
}

export class DamagedRing extends Error {}

/** Other programs may have turned the ring: as often as this it is looked at again before something is sealed. */
export const ringIsFreshFor = 1000;

/** The ring of a file, made when there is none. A key that others have added is met when it is needed. */
export async function openKeyRing(file: string, now: string): Promise<KeyRing> {
  const newKey = () => randomBytes(32).toString('hex');
  const made: RingFile = { index: newKey(), keys: [{ key: newKey(), madeAt: now }] };
  await readOrMakeKeyFile(file, () => JSON.stringify(made, null, 2));
  let stamp = stampOf(file);
  let ring = readRing(file);
  let lookedAt = performance.now();
  // Not awaited: a statement must leave in the turn in which it was asked for. A look costs some microseconds.
  const lookAgain = () => {
    lookedAt = performance.now();
    const seen = stampOf(file);
    // Taken away while the program serves: it goes on with what it has read; the next start says what is missing.
    if (seen === undefined || seen === stamp) return;
    ring = readRing(file);
    stamp = seen;
  };
  return {
    indexKey: ring.indexKey,
    current() {
      if (performance.now() - lookedAt >= ringIsFreshFor) lookAgain();
      return firstOf(ring.keys);
    },
    find(id) {
      const known = ring.keys.find((key) => key.id === id);
      if (known !== undefined) return known;
      lookAgain();
      return ring.keys.find((key) => key.id === id);
    },
    list() {
      lookAgain();
      return ring.keys;
    },
    async add(madeAt) {
      const before = readRingFile(file);
      const keys = [{ key: newKey(), madeAt }, ...before.keys];
      await replaceKeyFile(file, JSON.stringify({ ...before, keys }, null, 2));
      lookAgain();
      return firstOf(ring.keys);
    },
  };
}

/** The ring as DATA_KEYS gives it: index key, current key, then older ones. */
export function fixedKeyRing(secrets: readonly string[]): KeyRing {
  const [index = '', ...others] = secrets;
  const keys = others.map((secret) => dataKey(secret, 'seal', null));
  return {
    indexKey: dataKey(index, 'index', null),
    current: () => firstOf(keys),
    find: (id) => keys.find((key) => key.id === id),
    list: () => keys,
    add: undefined,
  };
}

function readRing(file: string): { indexKey: DataKey; keys: readonly DataKey[] } {
  const { index, keys } = readRingFile(file);
  return {
    indexKey: dataKey(index, 'index', null),
    keys: keys.map(({ key, madeAt }) => dataKey(key, 'seal', madeAt)),
  };
}

function readRingFile(file: string): RingFile {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RingFile;
  } catch (error) {
    if (error instanceof SyntaxError) throw new DamagedRing('the ring of data keys is no JSON', { cause: error });
    throw error;
  }
}

function dataKey(secret: string, use: 'seal' | 'index', madeAt: string | null): DataKey {
  if (!/^[0-9a-f]{64}$/i.test(secret))
    throw new DamagedRing('a key of the ring of data keys is not 64 hexadecimal digits');
  const bytes = Buffer.from(secret, 'hex');
  const id = createHmac('sha256', bytes).update(`xinglin ${use} key`).digest('hex').slice(0, 12);
  return { id, key: createSecretKey(bytes), madeAt };
}

function firstOf(keys: readonly DataKey[]): DataKey {
  const [first] = keys;
  if (first === undefined) throw new DamagedRing('the ring of data keys holds no key that seals');
  return first;
}
