import { type PublishedKey, signedWithin } from './publishedKey.ts';

// Read without any library and without a clock, so that the offline verifier in a browser and the register judge by the same words.

/** What has to be reckoned where it runs: a browser's WebCrypto, or Node's. */
export interface Reckoning {
  /** ES256: does this key's signature stand under this text? */
  verify(key: { readonly x: string; readonly y: string }, text: string, signature: Uint8Array): Promise<boolean>;
  /** In base64url. */
  sha256(text: string): Promise<string>;
}

export type Said = Readonly<Record<string, unknown>>;

export interface Jws {
  readonly header: Said;
  readonly payload: Said;
  readonly signed: string;
  readonly signature: Uint8Array;
}

/** A compact JWS, not yet believed; undefined for anything else. */
export function readJws(text: string): Jws | undefined {
  const [first = '', second = '', third = '', ...more] = text.split('.');
  const signature = fromBase64url(third);
  const [header, payload] = [jsonIn(first), jsonIn(second)];
  if (more.length > 0 || !isSaid(header) || !isSaid(payload) || signature === undefined) return undefined;
  return { header, payload, signed: `${first}.${second}`, signature };
}

export type Distrust = 'malformed' | 'unknownKey' | 'changed' | 'retiredKey';

/** Undefined: a key of the register signed it, as a token of this type, in the time in which that key signed. */
export async function distrustOf(
  { header, payload, signed, signature }: Jws,
  typ: string,
  keys: readonly PublishedKey[],
  { verify }: Reckoning,
): Promise<Distrust | undefined> {
  if (header.alg !== 'ES256' || header.typ !== typ || 'crit' in header || signature.length !== 64) return 'malformed';
  const { iat } = payload;
  if (typeof iat !== 'number' || !Number.isFinite(iat)) return 'malformed';
  const key = keys.find(({ kid }) => kid === header.kid);
  if (key === undefined) return 'unknownKey';
  if (!(await verify(key, signed, signature))) return 'changed';
  return signedWithin(key, iat) ? undefined : 'retiredKey';
}

export function isSaid(value: unknown): value is Said {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined: not base64url as it has to be written, each text in one way only. */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  if (btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') !== text) return undefined;
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** The value written as JSON in base64url; undefined when there is none. */
export function jsonIn(part: string): unknown {
  const bytes = fromBase64url(part);
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
