import { createHash, X509Certificate } from 'node:crypto';
import { childrenOf, contextTag, type DerNode, inside, readDer, readOid, readTime, tags } from './der.ts';
import { ids } from './objectIds.ts';
import { checkSigner, need, none } from './signerInfo.ts';

/** What a token has to be about. */
export interface Asked {
  readonly imprint: Uint8Array;
  readonly nonce: Uint8Array;
}

const longestChain = 5;

/**
 * The time of a token (RFC 3161 2.4.2), once everything about it holds: it is about what was asked, its signature is right, and
 * its signer may tell the time and leads to one of `roots`. @throws DerError
 */
export function checkToken(
  token: Uint8Array,
  { imprint, nonce }: Asked,
  roots: readonly X509Certificate[],
): Temporal.Instant {
  const signedData = inside(readDer(token), 1, 0);
  const [, , encapsulated, ...rest] = childrenOf(signedData);
  need(encapsulated !== undefined && readOid(inside(encapsulated, 0)) === ids.timestampInfo, 'it holds no time');
  const content = inside(encapsulated, 1, 0).content;
  const at = readInfo(readDer(content), imprint, nonce);
  const certificates = childrenOf(rest.find(({ tag }) => tag === contextTag(0)) ?? none()).map(
    ({ bytes }) => new X509Certificate(bytes),
  );
  const signers = childrenOf(rest.find(({ tag }) => tag === tags.set) ?? none());
  const [signer] = signers;
  need(signers.length === 1 && signer !== undefined, 'it has not exactly one signature');
  const digest = (hash: string) => createHash(hash).update(content).digest();
  const certificate = checkSigner(signer, { contentType: ids.timestampInfo, digest }, certificates);
  need(certificate.keyUsage?.includes(ids.timeStamping) === true, 'its signer may not tell the time');
  need(leadsTo(certificate, certificates, roots), 'its signer is not known');
  const day = at.epochMilliseconds;
  need(
    day >= certificate.validFromDate.getTime() && day <= certificate.validToDate.getTime(),
    'its signer was not valid then',
  );
  return at;
}

function readInfo(info: DerNode, imprint: Uint8Array, nonce: Uint8Array): Temporal.Instant {
  const [, , about, , time, ...further] = childrenOf(info);
  need(about !== undefined && time !== undefined, 'it holds no time');
  need(
    readOid(inside(about, 0, 0)) === ids.sha256 && inside(about, 1).content.equals(imprint),
    'it is about something else',
  );
  const said = further.find(({ tag }) => tag === tags.integer);
  need(said?.bytes.equals(nonce) === true, 'it answers another request');
  return readTime(time);
}

function leadsTo(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  roots: readonly X509Certificate[],
): boolean {
  let at = certificate;
  for (let length = 0; length < longestChain; length += 1) {
    if (roots.some((root) => root.raw.equals(at.raw) || isSignedBy(at, root))) return true;
    const next = others.find((other) => !other.raw.equals(at.raw) && other.ca && isSignedBy(at, other));
    if (next === undefined) return false;
    at = next;
  }
  return false;
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
