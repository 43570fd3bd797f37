import { createHash, verify, X509Certificate } from 'node:crypto';
import forge from 'node-forge';

/** What another reader than ours finds in a signed PDF. */
export interface SignedPdf {
  /** The signature covers all of the file but itself, and is right for the certificate in it. */
  readonly valid: boolean;
  readonly digest: string;
  readonly certificate: X509Certificate;
  readonly certificates: number;
  /** The token, and the signature it is about. */
  readonly timestamp: { readonly token: Buffer; readonly stamped: Buffer } | undefined;
  /** Object identifiers of the attributes. */
  readonly signed: readonly string[];
  readonly unsigned: readonly string[];
  readonly cms: Buffer;
  /** The bytes the signature is over. */
  readonly content: Buffer;
}

/** Reads and verifies by node-forge and node:crypto, neither of which makes our signatures. */
export function readSigned(pdf: Uint8Array): SignedPdf {
  const bytes = Buffer.from(pdf);
  const [, start = 0, end = 0, from = 0, length = 0] =
    /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(bytes.toString('latin1'))?.map(Number) ?? [];
  const content = Buffer.concat([bytes.subarray(start, end), bytes.subarray(from, from + length)]);
  const padded = Buffer.from(bytes.subarray(end + 1, from - 1).toString('latin1'), 'hex');
  // Behind the signature the place is filled with zeros; it has between 256 and 65,535 bytes, so its length takes two.
  const cms = padded.subarray(0, 4 + padded.readUInt16BE(2));
  const message = forge.asn1.fromDer(cms.toString('latin1'));
  const data = child(child(message, 1), 0);
  const certificates = list(child(data, 3)).map((each) => new X509Certificate(derOf(each)));
  const signer = child(child(data, 4), 0);
  const attributes = list(child(signer, 3));
  const set = derOf(forge.asn1.create(forge.asn1.Class.UNIVERSAL, forge.asn1.Type.SET, true, attributes));
  const digest = createHash('sha256').update(content).digest();
  const signature = Buffer.from(String(child(signer, 5).value), 'latin1');
  const others = list(signer)[6] === undefined ? [] : list(child(signer, 6));
  const [certificate] = certificates;
  if (certificate === undefined) throw new Error('no certificate in the signature');
  const rightDigest = attributeOf(attributes, '1.2.840.113549.1.9.4').equals(digest);
  const essCertificate = attributeOf(attributes, '1.2.840.113549.1.9.16.2.47');
  return {
    valid:
      start === 0 &&
      from + length === bytes.length &&
      rightDigest &&
      essCertificate.includes(createHash('sha256').update(certificate.raw).digest()) &&
      verify('sha256', set, certificate.publicKey, signature),
    digest: digest.toString('hex'),
    certificate,
    certificates: certificates.length,
    signed: attributes.map(idOf),
    unsigned: others.map(idOf),
    timestamp:
      others.length === 0
        ? undefined
        : { stamped: signature, token: attributeOf(others, '1.2.840.113549.1.9.16.2.14') },
    cms,
    content,
  };
}

function list(node: forge.asn1.Asn1): forge.asn1.Asn1[] {
  return node.value as forge.asn1.Asn1[];
}

function child(node: forge.asn1.Asn1, place: number): forge.asn1.Asn1 {
  const found = list(node)[place];
  if (found === undefined) throw new Error(`no element ${place}`);
  return found;
}

function idOf(attribute: forge.asn1.Asn1): string {
  return forge.asn1.derToOid(String(child(attribute, 0).value));
}

/** The content of a primitive value, or the whole of one that is made of others. */
function attributeOf(attributes: readonly forge.asn1.Asn1[], id: string): Buffer {
  const found = attributes.find((each) => idOf(each) === id);
  if (found === undefined) return Buffer.alloc(0);
  const value = child(child(found, 1), 0);
  return typeof value.value === 'string' ? Buffer.from(value.value, 'latin1') : derOf(value);
}

function derOf(node: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(node).getBytes(), 'latin1');
}
