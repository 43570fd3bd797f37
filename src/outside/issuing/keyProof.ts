import { type CompactJWSHeaderParameters, compactVerify, errors, importJWK } from 'jose';
import { z } from 'zod';

/** The public key of a holder. */
export interface HolderKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/** What a wallet says while it proves that a key is its own (OpenID4VCI, proof type `jwt`). */
export interface KeyProof {
  readonly key: HolderKey;
  readonly aud: string;
  readonly iat: number;
  /** Undefined: it does not say which challenge it answers. */
  readonly nonce: string | undefined;
}

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
// Nothing else may stand in the header: no private key, no second way to say which key it is, no `crit`.
const headerSchema = z.strictObject({
  alg: z.literal('ES256'),
  typ: z.literal('openid4vci-proof+jwt'),
  jwk: z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: coordinate,
    y: coordinate,
    d: z.never().optional(),
  }),
});
const payloadSchema = z.object({
  iss: z.never().optional(),
  aud: z.string(),
  iat: z.number(),
  nonce: z.string().optional(),
});

/** Undefined: it proves nothing. */
export async function readKeyProof(proof: string): Promise<KeyProof | undefined> {
  try {
    const keyOf = (header: CompactJWSHeaderParameters) => importJWK(keyIn(header), 'ES256');
    const { payload, protectedHeader } = await compactVerify(proof, keyOf, { algorithms: ['ES256'] });
    const { aud, iat, nonce } = payloadSchema.parse(JSON.parse(Buffer.from(payload).toString('utf8')));
    return { key: keyIn(protectedHeader), aud, iat, nonce };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError || error instanceof SyntaxError)
      return undefined;
    // A point that is not on the curve.
    if (error instanceof DOMException || error instanceof TypeError) return undefined;
    throw error;
  }
}

function keyIn(header: CompactJWSHeaderParameters): HolderKey {
  const { kty, crv, x, y } = headerSchema.parse(header).jwk;
  return { kty, crv, x, y };
}
