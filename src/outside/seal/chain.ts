import type { X509Certificate } from 'node:crypto';
import { answersForItself } from './seal.ts';

const longest = 5;

/** The certificates above one, in order; the root answers for itself and need not be sent along. */
export function chainOf(certificate: X509Certificate, others: readonly X509Certificate[]): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let at: X509Certificate | undefined = certificate;
  while (at !== undefined && chain.length < longest) {
    const below: X509Certificate = at;
    at = others.find(
      (other) =>
        below.checkIssued(other) && below.verify(other.publicKey) && !answersForItself(other) && !chain.includes(other),
    );
    if (at !== undefined) chain.push(at);
  }
  return chain;
}
