import { createHash, type KeyObject, randomBytes } from 'node:crypto';
import { signToken, type TokenPayload, type TokenType } from './token.ts';

/** One claim that may be shown or kept back: random salt, name, value (RFC 9901 4.2). */
interface Disclosure {
  readonly text: string;
  readonly digest: string;
}

/** A signed token whose claims `disclosed` are each shown only when the holder shows it; the others always. */
export async function signSdJwt(
  key: { readonly kid: string; readonly privateKey: KeyObject },
  typ: TokenType,
  payload: TokenPayload,
  disclosed: Readonly<Record<string, unknown>>,
): Promise<string> {
  const disclosures = Object.entries(disclosed).map(([name, value]) => disclose(name, value));
  // In the order of their digests, which says nothing about which claim is which.
  const digests = disclosures.map(({ digest }) => digest).sort();
  const token = await signToken(key, typ, { ...payload, _sd: digests, _sd_alg: 'sha-256' });
  return `${[token, ...disclosures.map(({ text }) => text)].join('~')}~`;
}

function disclose(name: string, value: unknown): Disclosure {
  const salt = randomBytes(16).toString('base64url');
  const text = Buffer.from(JSON.stringify([salt, name, value])).toString('base64url');
  return { text, digest: createHash('sha256').update(text).digest('base64url') };
}
