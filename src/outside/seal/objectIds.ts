import { derNull, oid, sequence } from './der.ts';

/** Object identifiers (RFC 5652, 5035, 5280, 3161). */
export const ids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  extendedKeyUsage: '2.5.29.37',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  rsa: '1.2.840.113549.1.1.1',
  rsaWithSha256: '1.2.840.113549.1.1.11',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

export const sha256Algorithm = sequence(oid(ids.sha256));

/** How a signature was made, as it is written into it: RSA says its parameters are none, ECDSA has none to say. */
export const signatureAlgorithms = {
  rsa: sequence(oid(ids.rsaWithSha256), derNull()),
  ecdsa: sequence(oid(ids.ecdsaWithSha256)),
} as const;
export type SignatureKind = keyof typeof signatureAlgorithms;
