import { sm2 } from 'sm-crypto-v2';
import { DerError, inside, oid, readDer, tags } from './der.ts';

const curve = oid('1.2.156.10197.1.301');

/** The distinguishing id that goes into every SM2 signature where nobody has agreed on another (GM/T 0009). */
export const usualSignerId = '1234567812345678';

/** Signs what machines read, SM2 with SM3 (GB/T 32918.2). */
export interface Sm2Seal {
  /** Uncompressed point in hexadecimal. */
  readonly publicKey: string;
  /** DER in hexadecimal. */
  sign(bytes: Uint8Array): string;
}

/** From a private key as `openssl genpkey -algorithm SM2` writes it (PKCS#8, or SEC 1, in PEM). @throws DerError for anything else */
export function openSm2Seal(pem: string): Sm2Seal {
  const privateKey = scalarOf(pem);
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey);
  return {
    publicKey,
    // node:crypto over this curve makes plain ECDSA, which is another signature.
    sign: (bytes) => sm2.doSignature(bytes, privateKey, { der: true, hash: true, publicKey, userId: usualSignerId }),
  };
}

export function verifySm2(bytes: Uint8Array, signature: string, publicKey: string): boolean {
  return sm2.doVerifySignature(bytes, signature, publicKey, { der: true, hash: true, userId: usualSignerId });
}

/** ECPrivateKey (RFC 5915): version, the key, and more; PKCS#8 wraps it behind the name of the curve. */
function scalarOf(pem: string): string {
  const [, kind, base64] = /-----BEGIN ((?:EC |SM2 )?PRIVATE KEY)-----([^-]+)-----END/.exec(pem) ?? [];
  if (base64 === undefined) throw new DerError('this is no private key in PEM');
  const outer = readDer(Buffer.from(base64, 'base64'));
  const key = kind === 'PRIVATE KEY' ? readDer(inside(outer, 2).content) : outer;
  if (!outer.bytes.includes(curve)) throw new DerError('this is no key of SM2');
  const scalar = inside(key, 1);
  if (scalar.tag !== tags.octets || scalar.content.length !== 32) throw new DerError('this is no key of SM2');
  return scalar.content.toString('hex');
}
