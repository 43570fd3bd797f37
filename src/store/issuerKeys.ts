import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import type { IssuerKey } from '../domain/issuing/issuerKey.ts';
import { readOrMakeKeyFile, replaceKeyFile, stampOf } from './keyFile.ts';

/** The keys that sign for this register (ES256), kept in a file outside the database: whoever can write every row cannot sign one. */
export interface IssuerKeys {
  /** The one that signs now. */
  current(): { readonly kid: string; readonly privateKey: KeyObject };
  /** All there ever were, the current one first. */
  list(): readonly IssuerKey[];
  find(kid: string): IssuerKey | undefined;
  /** A new key signs from now on; the one before goes on being believed for what it has signed. */
  rotate(at: string): Promise<IssuerKey>;
  /** Nothing the key ever signed is believed any more. The current key is replaced at once. Undefined: there is no such key. */
  revoke(kid: string, at: string): Promise<IssuerKey | undefined>;
}

const keySchema = z.object({
  kid: z.string(),
  x: z.string(),
  y: z.string(),
  /** Private scalar; taken out of the file when another key signs: what it has signed is checked without it. */
  d: z.string().nullable(),
  madeAt: z.string(),
  retiredAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
const fileSchema = z.array(keySchema).min(1);
type KeyInFile = z.infer<typeof keySchema>;

/** Opens the ring of a file, made when there is none. What another program changes in it is met at the next use. */
export async function openIssuerKeys(file: string, now: string): Promise<IssuerKeys> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const first = await newKey(now);
  await readOrMakeKeyFile(file, () => JSON.stringify([first], null, 2));
  let stamp: string | undefined;
  let ring = readRing();
  function readRing() {
    stamp = stampOf(file);
    const keys = fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const [{ kid, x, y, d } = { kid: '', x: '', y: '', d: null }] = keys;
    if (d === null) throw new Error(`${file} holds no key that signs`);
    const privateKey = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d }, format: 'jwk' });
    return { keys, published: keys.map(published), current: { kid, privateKey } };
  }
  const look = () => {
    const seen = stampOf(file);
    // Taken away while the program serves: it goes on with what it has read; the next start makes its own.
    if (seen !== undefined && seen !== stamp) ring = readRing();
    return ring;
  };
  const replace = async (keys: readonly KeyInFile[]) => {
    await replaceKeyFile(file, JSON.stringify(keys, null, 2));
    ring = readRing();
  };
  return {
    current: () => look().current,
    list: () => look().published,
    find: (kid) => look().published.find((key) => key.kid === kid),
    async rotate(at) {
      const made = await newKey(at);
      await replace([made, ...look().keys.map((key) => ({ ...key, d: null, retiredAt: key.retiredAt ?? at }))]);
      return published(made);
    },
    async revoke(kid, at) {
      const { keys, current } = look();
      if (!keys.some((key) => key.kid === kid)) return undefined;
      const lost = keys.map((key) =>
        key.kid === kid ? { ...key, d: null, retiredAt: key.retiredAt ?? at, revokedAt: key.revokedAt ?? at } : key,
      );
      await replace(current.kid === kid ? [await newKey(at), ...lost] : lost);
      return look().published.find((key) => key.kid === kid);
    },
  };
}

/**
 * Nothing is signed where `check` throws. Whatever the register signs says when: by a clock that is wrong it would be believed too
 * long, or not at all.
 */
export function heldTo(keys: IssuerKeys, check: () => void): IssuerKeys {
  return {
    ...keys,
    current: () => {
      check();
      return keys.current();
    },
  };
}

async function newKey(madeAt: string): Promise<KeyInFile> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' });
  const kid = await calculateJwkThumbprint({ kty: 'EC', crv: 'P-256', x, y });
  return { kid, x, y, d, madeAt, retiredAt: null, revokedAt: null };
}

function published({ d: _private, ...key }: KeyInFile): IssuerKey {
  return key;
}
