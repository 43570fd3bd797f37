import type { SealCertificate } from '../../outside/seal/seal.ts';
import { sealPdf } from '../../outside/seal/sealPdf.ts';
import { markSigned } from '../../store/sealedDocuments.ts';
import type { Services } from '../services.ts';
import type { PreparedPaper } from './preparePaper.ts';
import { sha256 } from './readPaper.ts';
import type { SealedPaper } from './sealLicences.ts';

/** Seals what has been recorded and keeps it, by entry. Missing are those that somebody else has sealed meanwhile. @throws SealAway */
export async function signPapers(
  services: Services,
  papers: readonly PreparedPaper[],
  opened: SealCertificate,
): Promise<ReadonlyMap<string, SealedPaper>> {
  const { database, clock, storage, sealing } = services;
  const { seal, timestamper, sm2 } = sealing;
  const signed = await Promise.all(
    papers.map(async ({ sealing: { id, entryId, metadata }, pdf: prepared }) => {
      const pdf = await sealPdf(prepared, seal, opened, timestamper);
      const pdfSha256 = sha256(pdf);
      // Whoever seals the same record at the same time writes another file.
      const pdfKey = `papers/${pdfSha256.slice(0, 2)}/${id}-${pdfSha256.slice(0, 16)}.pdf`;
      await storage.put(pdfKey, pdf, 'application/pdf');
      const sm2Signature = sm2?.sign(Buffer.from(metadata)) ?? null;
      return { id, entryId, pdf, pdfKey, pdfSha256, sm2Signature, sm2PublicKey: sm2?.publicKey ?? null };
    }),
  );
  if (signed.length === 0) return new Map();
  const rows = JSON.stringify(signed.map(({ entryId: _entry, pdf: _pdf, ...row }) => row));
  const marked = new Set((await database.rows(markSigned, rows, clock.now().toString())).map(({ id }) => id));
  const [won, lost] = [signed.filter(({ id }) => marked.has(id)), signed.filter(({ id }) => !marked.has(id))];
  for (const { pdfKey } of lost) await storage.remove(pdfKey);
  return new Map(won.map(({ id, entryId, pdf }) => [entryId, { kind: 'made', id, pdf }]));
}
