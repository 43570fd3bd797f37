import type { X509Certificate } from 'node:crypto';
import type { SignatureKind } from './objectIds.ts';

/** Where the key of the seal is kept. */
export type SealProvider = 'localTest' | 'pkcs12' | 'pkcs11';

/** What is known of a seal that is at hand. */
export interface SealCertificate {
  readonly certificate: X509Certificate;
  /** The certificates above it, without the root if it is not at hand. */
  readonly chain: readonly X509Certificate[];
  readonly kind: SignatureKind;
  /** Nobody but its maker answers for it: papers carry 测试样例. */
  readonly test: boolean;
}

/** The seal of the register on paper: signs, and never gives its key away. */
export interface Seal {
  readonly provider: SealProvider;
  /** @throws SealAway when the key is not at hand; another seal never takes its place */
  open(): Promise<SealCertificate>;
  /** The same, read once more from where it is kept: its certificate may have been renewed. @throws SealAway */
  openAnew(): Promise<SealCertificate>;
  /** SHA-256 of `bytes`, signed: PKCS#1 v1.5 for RSA, DER for ECDSA. @throws SealAway */
  sign(bytes: Uint8Array): Promise<Buffer>;
}

/** The seal, or the time stamp that belongs to it, cannot be had now. `words` say so to whoever waits for the paper, without inner details. */
export class SealAway extends Error {
  override readonly name = 'SealAway';
  readonly words: string;

  constructor(words: string, cause?: unknown) {
    super(words, { cause });
    this.words = words;
  }
}

/** A certificate that only answers for itself proves nothing to anybody else. */
export function answersForItself(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
}

export function kindOf(certificate: X509Certificate): SignatureKind {
  const { asymmetricKeyType: type } = certificate.publicKey;
  if (type === 'rsa') return 'rsa';
  if (type === 'ec') return 'ecdsa';
  throw new SealAway('印章证书的算法不受支持(只支持 RSA 和 ECDSA)');
}
