import { createHash, type X509Certificate } from 'node:crypto';
import { contextTag, element, inside, octets, oid, readDer, sequence, setOf, smallInteger, tags } from './der.ts';
import { ids, sha256Algorithm, signatureAlgorithms } from './objectIds.ts';
import type { SealCertificate } from './seal.ts';

/**
 * What a detached signature really signs (RFC 5652 5.4, ETSI EN 319 142-1 6.3 B-B): the digest of the document and the
 * certificate it is signed with. The time stands in the document (/M), as PAdES wants it.
 */
export function signedAttributes(digest: Uint8Array, certificate: X509Certificate): Buffer {
  return setOf(
    attribute(ids.contentType, oid(ids.data)),
    attribute(ids.messageDigest, octets(digest)),
    attribute(
      ids.signingCertificateV2,
      sequence(sequence(sequence(octets(sha256(certificate.raw)), issuerSerial(certificate)))),
    ),
  );
}

/** SignedData of one signature over `attributes`, with the certificates that lead to its own. */
export function signedData(
  { certificate, chain, kind }: Pick<SealCertificate, 'certificate' | 'chain' | 'kind'>,
  attributes: Buffer,
  signature: Uint8Array,
  timestamp?: Uint8Array,
): Buffer {
  // Inside the signature the attributes are [0]; what was signed is their SET.
  const signed = element(contextTag(0), readDer(attributes).content);
  const { issuer, serial } = issuerAndSerial(certificate);
  const signer = sequence(
    smallInteger(1),
    sequence(issuer, serial),
    sha256Algorithm,
    signed,
    signatureAlgorithms[kind],
    octets(signature),
    ...(timestamp === undefined ? [] : [element(contextTag(1), attribute(ids.timestampToken, timestamp))]),
  );
  const certificates = element(contextTag(0), ...[certificate, ...chain].map(({ raw }) => raw));
  const content = sequence(
    smallInteger(1),
    setOf(sha256Algorithm),
    sequence(oid(ids.data)),
    certificates,
    setOf(signer),
  );
  return sequence(oid(ids.signedData), element(contextTag(0), content));
}

function attribute(id: string, value: Uint8Array): Buffer {
  return sequence(oid(id), setOf(value));
}

/** IssuerSerial of RFC 5035: the issuer as a directoryName. */
function issuerSerial(certificate: X509Certificate): Buffer {
  const { issuer, serial } = issuerAndSerial(certificate);
  return sequence(sequence(element(contextTag(4), issuer)), serial);
}

/** As they stand in the certificate: a name written anew might differ by a byte. */
export function issuerAndSerial(certificate: X509Certificate): { issuer: Buffer; serial: Buffer } {
  const body = inside(readDer(certificate.raw), 0);
  const first = inside(body, 0).tag === tags.integer ? 0 : 1;
  return { serial: inside(body, first).bytes, issuer: inside(body, first + 2).bytes };
}

export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
