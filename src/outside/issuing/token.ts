import type { KeyObject } from 'node:crypto';
import { type CompactJWSHeaderParameters, CompactSign, compactVerify, errors, importJWK } from 'jose';
import { type IssuerKey, keyCounts } from '../../domain/issuing/issuerKey.ts';

/** Kinds of token this register signs; a token of one kind is never taken for another (RFC 8725 3.11). */
export type TokenType = 'licence-live+jwt' | 'statuslist+jwt' | 'register-receipt+jwt' | 'open-data+jwt' | 'dc+sd-jwt';

/** A payload says when it was signed; what else it says is its kind's own. */
export interface TokenPayload extends Readonly<Record<string, unknown>> {
  /** Seconds since 1970. */
  readonly iat: number;
}

/** A compact JWS (ES256) by the current key of the register. */
export function signToken(
  { kid, privateKey }: { readonly kid: string; readonly privateKey: KeyObject },
  typ: TokenType,
  payload: TokenPayload,
): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ, kid })
    .sign(privateKey);
}

/** What a key of ours has really signed, and when it says so; whether that key counted then is not asked yet. */
export interface Signed {
  readonly said: Readonly<Record<string, unknown>>;
  readonly key: IssuerKey;
  readonly at: Temporal.Instant;
}

type FindKey = (kid: string) => IssuerKey | undefined;

/** The payload of a token of this kind that a key of ours signed while it counted; undefined for anything else. */
export async function readToken(token: string, typ: TokenType, findKey: FindKey): Promise<Signed['said'] | undefined> {
  const signed = await readSigned(token, typ, findKey);
  return signed !== undefined && keyCounts(signed.key, signed.at) ? signed.said : undefined;
}

/** The same, but whenever it was signed. */
export async function readSigned(token: string, typ: TokenType, findKey: FindKey): Promise<Signed | undefined> {
  let key: IssuerKey | undefined;
  const keyOf = async ({ kid = '' }: CompactJWSHeaderParameters) => {
    key = findKey(kid);
    if (key === undefined) throw new errors.JWKSNoMatchingKey();
    return importJWK({ kty: 'EC', crv: 'P-256', x: key.x, y: key.y }, 'ES256');
  };
  try {
    const { payload, protectedHeader } = await compactVerify(token, keyOf, { algorithms: ['ES256'] });
    if (protectedHeader.typ !== typ || key === undefined) return undefined;
    const said: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
    if (!isRecord(said) || typeof said.iat !== 'number' || !Number.isSafeInteger(said.iat * 1000)) return undefined;
    return { said, key, at: Temporal.Instant.fromEpochMilliseconds(said.iat * 1000) };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
