import { generateKeyPairSync, type KeyObject, sign, type X509Certificate } from 'node:crypto';
import { makeCertificate } from '../../src/outside/seal/certificate.ts';
import type { Seal } from '../../src/outside/seal/seal.ts';

const from = Temporal.Instant.from('2020-01-01T00:00:00Z');
const until = Temporal.Instant.from('2045-01-01T00:00:00Z');

export interface Authority {
  readonly certificate: X509Certificate;
  readonly privateKey: KeyObject;
  readonly subject: string;
}

export type KeyKind = 'ec' | 'rsa';

export function makeKey(kind: KeyKind) {
  return kind === 'ec'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** A certification authority of its own. */
export function makeAuthority(subject = '测试根证书'): Authority {
  const { privateKey, publicKey } = makeKey('ec');
  const certificate = makeCertificate({ subject, publicKey, privateKey, from, until, use: 'authority' });
  return { certificate, privateKey, subject };
}

/** One that another answers for. */
export function makeAuthorityBelow(above: Authority, subject: string): Authority {
  const { privateKey, publicKey } = makeKey('ec');
  const certificate = makeCertificate({ subject, publicKey, issuer: above, from, until, use: 'authority' });
  return { certificate, privateKey, subject };
}

export function issue(authority: Authority, subject: string, publicKey: KeyObject, use: 'seal' | 'timestamp' = 'seal') {
  return makeCertificate({ subject, publicKey, issuer: authority, from, until, use });
}

/** A certificate of a seal that is valid for a while only. */
export function issueFor(authority: Authority, publicKey: KeyObject, validity: { from: string; until: string }) {
  const [begins, ends] = [Temporal.Instant.from(validity.from), Temporal.Instant.from(validity.until)];
  const subject = '岳麓区卫生健康局';
  return makeCertificate({ subject, publicKey, issuer: authority, from: begins, until: ends, use: 'seal' });
}

/** A seal somebody else answers for, so that papers are no samples. */
export function makeSeal(kind: KeyKind = 'ec'): Seal {
  const authority = makeAuthority();
  const { privateKey, publicKey } = makeKey(kind);
  const certificate = issue(authority, '岳麓区卫生健康局', publicKey);
  const opened = { certificate, chain: [], kind: kind === 'ec' ? 'ecdsa' : 'rsa', test: false } as const;
  const open = async () => opened;
  return { provider: 'pkcs12', open, openAnew: open, sign: async (bytes) => sign('sha256', bytes, privateKey) };
}
