import { createHash, verify, X509Certificate } from 'node:crypto';
import { issuerAndSerial } from './cms.ts';
import { childrenOf, contextTag, DerError, type DerNode, inside, readDer, readOid, readTime, tags } from './der.ts';
import { ids } from './objectIds.ts';

/** What a token has to be about. */
export interface Asked {
  readonly imprint: Uint8Array;
  readonly nonce: Uint8Array;
}

const digests: Readonly<Record<string, string>> = {
  [ids.sha256]: 'sha256',
  [ids.sha384]: 'sha384',
  [ids.sha512]: 'sha512',
};
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
  const certificate = checkSignature(signer, content, certificates);
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

function checkSignature(signer: DerNode, content: Buffer, certificates: readonly X509Certificate[]): X509Certificate {
  const [, who, digest, attributes, , signature] = childrenOf(signer);
  need(
    who?.tag === tags.sequence && attributes?.tag === contextTag(0) && signature?.tag === tags.octets,
    'its signature cannot be read',
  );
  const certificate = certificates.find((each) => {
    const { issuer, serial } = issuerAndSerial(each);
    return issuer.equals(inside(who, 0).bytes) && serial.equals(inside(who, 1).bytes);
  });
  need(certificate !== undefined && digest !== undefined, 'its signer is not in it');
  const hash = digests[readOid(inside(digest, 0))];
  need(hash !== undefined, 'its digest is not known');
  need(
    readOid(attributeOf(attributes, ids.contentType)) === ids.timestampInfo,
    'its signature is about something else',
  );
  need(
    attributeOf(attributes, ids.messageDigest).content.equals(createHash(hash).update(content).digest()),
    'its signature is about something else',
  );
  need(namesCertificate(attributes, certificate), 'its signature names another certificate');
  // What is signed is the SET; inside the signature it is written as [0].
  const signed = Buffer.from(attributes.bytes);
  signed[0] = tags.set;
  need(verify(hash, signed, certificate.publicKey, signature.content), 'its signature is wrong');
  return certificate;
}

/** RFC 5035, or its forerunner with SHA-1: without it another certificate of the same key could be put in its place. */
function namesCertificate(attributes: DerNode, { raw }: X509Certificate): boolean {
  const named = (id: string, hash: string) =>
    childrenOf(attributes).some(
      (each) => readOid(inside(each, 0)) === id && each.content.includes(createHash(hash).update(raw).digest()),
    );
  return named(ids.signingCertificateV2, 'sha256') || named(ids.signingCertificate, 'sha1');
}

function attributeOf(attributes: DerNode, id: string): DerNode {
  const found = childrenOf(attributes).find((each) => readOid(inside(each, 0)) === id);
  return found === undefined ? none() : inside(found, 1, 0);
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

function need(holds: boolean, words: string): asserts holds {
  if (!holds) throw new DerError(words);
}

function none(): never {
  throw new DerError('a part is missing');
}
