import { type Jws, jsonIn, type Reckoning, readJws, type Said } from './jws.ts';

/** An SD-JWT with the claims somebody shows of it, and perhaps a signature that its holder is there (RFC 9901). */
export interface Presented {
  readonly token: Jws;
  readonly disclosures: readonly string[];
  readonly binding: Jws | undefined;
  /** What the holder's signature is over. */
  readonly bound: string;
}

/** Claims shown of one licence: more than a licence has is no licence of ours. */
const mostDisclosures = 64;

export function readPresented(text: string): Presented | undefined {
  const parts = text.split('~');
  if (parts.length < 2 || parts.length > mostDisclosures + 2) return undefined;
  const last = parts[parts.length - 1] ?? '';
  const token = readJws(parts[0] ?? '');
  const binding = last === '' ? undefined : readJws(last);
  if (token === undefined || (last !== '' && binding === undefined)) return undefined;
  return { token, disclosures: parts.slice(1, -1), binding, bound: text.slice(0, text.length - last.length) };
}

/** What is shown, each part of it promised by a digest in the token; undefined when something was put in. */
export async function disclosedClaims(
  { token: { payload }, disclosures }: Presented,
  { sha256 }: Reckoning,
): Promise<Said | undefined> {
  if (payload._sd_alg !== 'sha-256' || !Array.isArray(payload._sd)) return undefined;
  const promised = new Set<unknown>(payload._sd);
  const claims = new Map<string, unknown>();
  for (const disclosure of disclosures) {
    const digest = await sha256(disclosure);
    const said = jsonIn(disclosure);
    if (!promised.delete(digest) || !Array.isArray(said) || said.length !== 3) return undefined;
    const [salt, name, value]: unknown[] = said;
    if (typeof salt !== 'string' || typeof name !== 'string' || name === '_sd' || name === '...') return undefined;
    if (claims.has(name) || Object.keys(payload).includes(name)) return undefined;
    claims.set(name, value);
  }
  return Object.fromEntries(claims);
}

/** Seconds for which the signature of a holder shows that they are there. */
const bindingSeconds = 300;

/**
 * `absent`: nobody has shown that they are the holder. `wrong`: somebody else signed. `proven`: the holder has signed now, for
 * who judges. `forAnother`: the holder has signed now, but nobody knows whether it was not for somebody who passes it on: that
 * is only known by whoever had asked for a signature of their own (RFC 9901 7.3). `stale`: the holder has, but not now.
 */
export type Binding = 'proven' | 'forAnother' | 'stale' | 'absent' | 'wrong';

/** For whom it was signed, where the verifier had asked for a signature of its own. */
export interface AskedOf {
  readonly aud: string;
  readonly nonce: string;
}

export async function bindingOf(
  { token, binding, bound }: Presented,
  now: number,
  { verify, sha256 }: Reckoning,
  asked?: AskedOf,
): Promise<Binding> {
  if (binding === undefined) return asked === undefined ? 'absent' : 'wrong';
  const key = holderKey(token.payload);
  const { header, payload, signed, signature } = binding;
  const { iat, aud, nonce } = payload;
  if (key === undefined || header.alg !== 'ES256' || header.typ !== 'kb+jwt' || 'crit' in header) return 'wrong';
  if (typeof iat !== 'number' || typeof aud !== 'string' || typeof nonce !== 'string') return 'wrong';
  if (asked !== undefined && (aud !== asked.aud || nonce !== asked.nonce)) return 'wrong';
  if (payload.sd_hash !== (await sha256(bound)) || signature.length !== 64) return 'wrong';
  if (!(await verify(key, signed, signature))) return 'wrong';
  if (Math.abs(now - iat) > bindingSeconds) return 'stale';
  return asked === undefined ? 'forAnother' : 'proven';
}

export function audienceOf({ binding }: Presented): string | null {
  const { aud } = binding?.payload ?? {};
  return typeof aud === 'string' ? aud : null;
}

function holderKey({ cnf }: Said): { x: string; y: string } | undefined {
  if (typeof cnf !== 'object' || cnf === null || !('jwk' in cnf)) return undefined;
  const { jwk } = cnf;
  if (typeof jwk !== 'object' || jwk === null || !('x' in jwk) || !('y' in jwk)) return undefined;
  return typeof jwk.x === 'string' && typeof jwk.y === 'string' ? { x: jwk.x, y: jwk.y } : undefined;
}
