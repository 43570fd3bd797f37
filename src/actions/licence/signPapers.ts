import { randomUUID } from 'node:crypto';
import type { SealCertificate } from '../../outside/seal/seal.ts';
import { sealPdf } from '../../outside/seal/sealPdf.ts';
import { markSigned, type Signed } from '../../store/sealedDocuments.ts';
import type { Services } from '../services.ts';
import type { PreparedPaper } from './preparePaper.ts';
import { sha256 } from './readPaper.ts';
import type { SealedPaper } from './sealLicences.ts';

/**
 * Seals what has been recorded and keeps it, by entry. Missing are those that somebody else has sealed meanwhile. When the seal goes
 * away in the midst of it, what it has sealed before is kept. @throws SealAway
 */
export async function signPapers(
  services: Services,
  papers: readonly PreparedPaper[],
  opened: SealCertificate,
): Promise<ReadonlyMap<string, SealedPaper>> {
  const { database, clock, storage } = services;
  const tried = await Promise.allSettled(papers.map((paper) => signPaper(services, paper, opened)));
  const signed = tried.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const rows = JSON.stringify(signed.map(({ row }) => row));
  const marked = signed.length === 0 ? [] : await database.rows(markSigned, rows, clock.now().toString());
  const ids = new Set(marked.map(({ id }) => id));
  for (const { row } of signed) if (!ids.has(row.id)) await storage.remove(row.pdfKey);
  const failed = tried.find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const won = signed.filter(({ row }) => ids.has(row.id));
  return new Map(won.map(({ row: { id }, entryId, pdf }) => [entryId, { kind: 'made', id, pdf }]));
}

async function signPaper(
  { storage, sealing: { seal, timestamper, sm2 } }: Services,
  { sealing: { id, entryId, metadata }, pdf: prepared }: PreparedPaper,
  opened: SealCertificate,
): Promise<{ readonly row: Signed; readonly entryId: string; readonly pdf: Uint8Array }> {
  const pdf = await sealPdf(prepared, seal, opened, timestamper);
  const pdfSha256 = sha256(pdf);
  // Whoever seals the same record at the same time writes another file, though RSA makes the same bytes: only the own one may be removed.
  const pdfKey = `papers/${pdfSha256.slice(0, 2)}/${id}-${randomUUID().slice(0, 8)}.pdf`;
  await storage.put(pdfKey, pdf, 'application/pdf');
  const sm2Signature = sm2?.sign(Buffer.from(metadata)) ?? null;
  const row = { id, pdfKey, pdfSha256, sm2Signature, sm2PublicKey: sm2?.publicKey ?? null };
  return { row, entryId, pdf };
}
