import type { RegisterEvent } from '../../domain/register/events.ts';
import { readSeal } from '../../outside/seal/readSeal.ts';
import { verifySm2 } from '../../outside/seal/sm2.ts';
import type { LetterRecord, PaperRecord } from '../../store/paperVerification.ts';
import { contentSha256 } from '../letters/printLetter.ts';
import { sha256 } from '../licence/readPaper.ts';
import type { Services } from '../services.ts';
import { findMetadataProblem } from './compareMetadata.ts';
import { derivedOrWhyNot } from './comparePages.ts';

/** What is wrong with one record of sealing, with what it was made from, or with its file; `events` are all of its entry. */
export async function findPaperProblem(
  { storage, publicLog }: Pick<Services, 'storage' | 'publicLog'>,
  paper: PaperRecord,
  events: readonly { readonly event: RegisterEvent }[],
): Promise<string | undefined> {
  if (!paper.booked) return '用印记录与台账不一致';
  const ofSource = derivedOrWhyNot(() =>
    paper.kind === 'letter' ? findLetterProblem(paper) : findMetadataProblem(paper, events, publicLog.key.name),
  );
  return ofSource ?? findFileProblem(paper, storage);
}

/** The letter says what was sealed, and its archived paper is the sealed one. */
function findLetterProblem({ identifier, contentSha256: recorded, pdfKey, pdfSha256, letter }: LetterRecord) {
  if (letter === null) return '文书不存在';
  if (letter.number !== identifier || contentSha256(letter) !== recorded) return '文书内容与用印记录不一致';
  if (pdfKey === null || (letter.pdfKey === pdfKey && letter.pdfSha256 === pdfSha256)) return undefined;
  return '文书的存档不是用印的那一份';
}

/** The file that was sealed is there, byte for byte, and its seal is over what was recorded before it was sealed. */
async function findFileProblem(paper: PaperRecord, storage: Services['storage']): Promise<string | undefined> {
  const { kind, pdfKey, pdfSha256, digest, certificateSha256 } = paper;
  if (pdfKey === null) return undefined;
  const name = kind === 'letter' ? '文书' : '证书';
  const file = await storage.get(pdfKey);
  if (file === undefined) return `${name}文件缺失`;
  if (sha256(file) !== pdfSha256) return `${name}文件与用印记录不一致`;
  const seal = readSeal(file);
  if (seal?.digest !== digest) return `${name}文件不是用印记录所记的那一份`;
  if (seal.certificate === undefined || sha256(seal.certificate.raw) !== certificateSha256)
    return `${name}文件的签章不对,或不是所记的印章`;
  return isSignedBySm2(paper) ? undefined : '证照元数据的 SM2 签名不对';
}

function isSignedBySm2(paper: PaperRecord): boolean {
  if (paper.kind === 'letter' || paper.sm2Signature === null || paper.sm2PublicKey === null) return true;
  return verifySm2(Buffer.from(paper.metadata), paper.sm2Signature, paper.sm2PublicKey);
}
