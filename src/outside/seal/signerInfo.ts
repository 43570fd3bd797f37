import { createHash, verify, type X509Certificate } from 'node:crypto';
import { issuerAndSerial } from './cms.ts';
import { childrenOf, contextTag, DerError, type DerNode, inside, readOid, tags } from './der.ts';
import { ids } from './objectIds.ts';

/** What a signature has to be about. */
export interface Signable {
  /** Object identifier of the kind of content. */
  readonly contentType: string;
  digest(hash: string): Uint8Array;
}

const digests: Readonly<Record<string, string>> = {
  [ids.sha256]: 'sha256',
  [ids.sha384]: 'sha384',
  [ids.sha512]: 'sha512',
};

/** The certificate by which a SignerInfo (RFC 5652 5.3) has signed, once everything about it holds. @throws DerError */
export function checkSigner(
  signer: DerNode,
  { contentType, digest }: Signable,
  certificates: readonly X509Certificate[],
): X509Certificate {
  const [, who, algorithm, attributes, , signature] = childrenOf(signer);
  need(
    who?.tag === tags.sequence && attributes?.tag === contextTag(0) && signature?.tag === tags.octets,
    'its signature cannot be read',
  );
  const certificate = certificates.find((each) => {
    const { issuer, serial } = issuerAndSerial(each);
    return issuer.equals(inside(who, 0).bytes) && serial.equals(inside(who, 1).bytes);
  });
  need(certificate !== undefined && algorithm !== undefined, 'its signer is not in it');
  const hash = digests[readOid(inside(algorithm, 0))];
  need(hash !== undefined, 'its digest is not known');
  need(readOid(attributeOf(attributes, ids.contentType)) === contentType, 'its signature is about something else');
  need(
    attributeOf(attributes, ids.messageDigest).content.equals(digest(hash)),
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

export function need(holds: boolean, words: string): asserts holds {
  if (!holds) throw new DerError(words);
}

export function none(): never {
  throw new DerError('a part is missing');
}
