import type { SealCertificate } from '../../outside/seal/seal.ts';
import { findPaperRows } from '../../store/licencePapers.ts';
import { findLastSealed, type SealedDocument } from '../../store/sealedDocuments.ts';
import type { Services } from '../services.ts';
import { type Paper, readPaper, sha256 } from './readPaper.ts';

/** The paper there is, while it says the same under the same seal. @throws SealAway */
export async function findCurrentPaper(services: Services, entryId: string): Promise<SealedDocument | undefined> {
  const { database, sealing } = services;
  const [before, row] = await Promise.all([
    database.row(findLastSealed, [entryId]),
    database.row(findPaperRows, [entryId]),
  ]);
  if (before === undefined || before.signedAt === null || row === undefined) return undefined;
  const same = saysTheSame(before, await readPaper(services, row), services, await sealing.seal.open());
  return same ? before : undefined;
}

/** A paper of the same content, under the same certificate, with a time stamp if and only if there is a service for it. */
export function saysTheSame(
  before: SealedDocument,
  paper: Paper,
  { sealing }: Services,
  { certificate }: SealCertificate,
): boolean {
  return (
    before.contentSha256 === paper.contentSha256 &&
    before.certificateSha256 === sha256(certificate.raw) &&
    before.timestamped === (sealing.timestamper !== undefined)
  );
}
