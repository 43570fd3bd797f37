import type { SealCertificate } from '../../outside/seal/seal.ts';
import { findPaperRows, type PaperRow } from '../../store/licencePapers.ts';
import { findLastSealed, type SealedDocument } from '../../store/sealedDocuments.ts';
import type { Services } from '../services.ts';
import { type Paper, PhotoMissing, readPaper, sha256 } from './readPaper.ts';

/** The paper there is, while it says the same under the same seal. @throws SealAway */
export async function findCurrentPaper(services: Services, entryId: string): Promise<SealedDocument | undefined> {
  const { database, sealing } = services;
  const [before, row] = await Promise.all([
    database.row(findLastSealed, [entryId]),
    database.row(findPaperRows, [entryId]),
  ]);
  if (before === undefined || before.signedAt === null || row === undefined) return undefined;
  const paper = await readUnlessMissing(services, row);
  if (paper === undefined) return undefined;
  return saysTheSame(before, paper, services, await sealing.seal.open()) ? before : undefined;
}

/** Undefined where the file of the photo is not there: whether the paper still says the same, nobody can know. */
async function readUnlessMissing(services: Services, row: PaperRow): Promise<Paper | undefined> {
  try {
    return await readPaper(services, row);
  } catch (error) {
    if (error instanceof PhotoMissing) return undefined;
    throw error;
  }
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
