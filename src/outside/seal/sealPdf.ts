import { createHash, verify } from 'node:crypto';
import { signedAttributes, signedData } from './cms.ts';
import { fillSlot, openSlot, type PdfSlot, type SlotWords, signedParts } from './pdfSlot.ts';
import { type Seal, SealAway, type SealCertificate } from './seal.ts';
import type { Timestamper } from './timestamp.ts';

/** A PDF that is ready to be sealed: what its signature will be over is known, and can be written down first. */
export interface PreparedPdf {
  readonly slot: PdfSlot;
  readonly digest: Buffer;
}

/** Bytes a time stamp with its certificates may have. */
const timestampRoom = 12_000;

/** The PDF with the empty place of its seal. Same PDF, words and certificates, same digest. */
export function preparePdf(
  pdf: Uint8Array,
  words: SlotWords,
  opened: SealCertificate,
  timestamped: boolean,
): PreparedPdf {
  const certificates = [opened.certificate, ...opened.chain].reduce((sum, { raw }) => sum + raw.length, 0);
  const slot = openSlot(pdf, words, certificates + 2048 + (timestamped ? timestampRoom : 0));
  const hash = createHash('sha256');
  for (const part of signedParts(slot)) hash.update(part);
  return { slot, digest: hash.digest() };
}

/** PAdES B-B; B-T where there is a time stamp service. @throws SealAway */
export async function sealPdf(
  { slot, digest }: PreparedPdf,
  seal: Seal,
  opened: SealCertificate,
  timestamper: Timestamper | undefined,
): Promise<Buffer> {
  const attributes = signedAttributes(digest, opened.certificate);
  const signature = await seal.sign(attributes);
  if (!verify('sha256', attributes, opened.certificate.publicKey, signature)) {
    throw new SealAway('印章刚刚更换过,请稍后再试');
  }
  const timestamp = await timestamper?.stamp(signature);
  return fillSlot(slot, signedData(opened, attributes, signature, timestamp));
}
