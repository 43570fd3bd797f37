import { createHash, X509Certificate } from 'node:crypto';
import { childrenOf, contextTag, DerError, inside, readFirst, readOid, tags } from './der.ts';
import { ids } from './objectIds.ts';
import { type PdfSlot, signedParts } from './pdfSlot.ts';
import { checkSigner, need, none } from './signerInfo.ts';

/** What the seal on a paper says of it. */
export interface ReadSeal {
  /** SHA-256 of what the signature covers, in hexadecimal. */
  readonly digest: string;
  /** By which it was signed; undefined when the signature is no signature of these bytes. */
  readonly certificate: X509Certificate | undefined;
}

/** Reads the seal of a paper of ours, whose signature covers all of the file but itself. Undefined where there is none. */
export function readSeal(pdf: Uint8Array): ReadSeal | undefined {
  const slot = findSlot(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
  if (slot === undefined) return undefined;
  const hash = createHash('sha256');
  for (const part of signedParts(slot)) hash.update(part);
  const digest = hash.digest();
  return { digest: digest.toString('hex'), certificate: signerOf(slot, digest) };
}

function findSlot(bytes: Buffer): PdfSlot | undefined {
  const place = bytes.lastIndexOf('/ByteRange [');
  const words = place < 0 ? '' : bytes.toString('latin1', place, place + 100);
  const [, from = 0, to = 0, rest = 0] = /^\/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]/.exec(words)?.map(Number) ?? [];
  return from > 0 && from < to && to + rest === bytes.length ? { bytes, from, to } : undefined;
}

function signerOf({ bytes, from, to }: PdfSlot, digest: Buffer): X509Certificate | undefined {
  try {
    const message = readFirst(Buffer.from(bytes.toString('latin1', from + 1, to - 1), 'hex'));
    need(readOid(inside(message, 0)) === ids.signedData, 'it is no signature');
    const parts = childrenOf(inside(message, 1, 0));
    const certificates = childrenOf(parts.find(({ tag }) => tag === contextTag(0)) ?? none());
    const signers = childrenOf(parts.findLast(({ tag }) => tag === tags.set) ?? none());
    const [signer] = signers;
    need(signers.length === 1 && signer !== undefined, 'it has not exactly one signature');
    return checkSigner(
      signer,
      { contentType: ids.data, digest: (hash) => (hash === 'sha256' ? digest : Buffer.alloc(0)) },
      certificates.map((each) => new X509Certificate(each.bytes)),
    );
  } catch (error) {
    // What cannot be read is no signature; X509Certificate says so by codes of its own.
    if (error instanceof DerError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}
