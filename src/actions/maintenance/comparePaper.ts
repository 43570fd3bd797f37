import type { RegisterEvent } from '../../domain/register/events.ts';
import { readSeal } from '../../outside/seal/readSeal.ts';
import { verifySm2 } from '../../outside/seal/sm2.ts';
import type { PaperRecord } from '../../store/paperVerification.ts';
import { sha256 } from '../licence/readPaper.ts';
import type { Services } from '../services.ts';
import { findMetadataProblem } from './compareMetadata.ts';
import { derivedOrWhyNot } from './comparePages.ts';

/** What is wrong with one record of sealing, its metadata or its file; `events` are all of its entry. */
export async function findPaperProblem(
  { storage, publicLog }: Pick<Services, 'storage' | 'publicLog'>,
  paper: PaperRecord,
  events: readonly { readonly event: RegisterEvent }[],
): Promise<string | undefined> {
  if (!paper.booked) return '用印记录与台账不一致';
  const ofMetadata = derivedOrWhyNot(() => findMetadataProblem(paper, events, publicLog.key.name));
  return ofMetadata ?? findFileProblem(paper, storage);
}

/** The file that was sealed is there, byte for byte, and its seal is over what was recorded before it was sealed. */
async function findFileProblem(paper: PaperRecord, storage: Services['storage']): Promise<string | undefined> {
  const { pdfKey, pdfSha256, digest, certificateSha256 } = paper;
  if (pdfKey === null) return undefined;
  const file = await storage.get(pdfKey);
  if (file === undefined) return '证书文件缺失';
  if (sha256(file) !== pdfSha256) return '证书文件与用印记录不一致';
  const seal = readSeal(file);
  if (seal?.digest !== digest) return '证书文件不是用印记录所记的那一份';
  if (seal.certificate === undefined || sha256(seal.certificate.raw) !== certificateSha256)
    return '证书文件的签章不对,或不是所记的印章';
  return isSignedBySm2(paper) ? undefined : '证照元数据的 SM2 签名不对';
}

function isSignedBySm2({ metadata, sm2Signature, sm2PublicKey }: PaperRecord): boolean {
  if (sm2Signature === null || sm2PublicKey === null) return true;
  return verifySm2(Buffer.from(metadata), sm2Signature, sm2PublicKey);
}
