import type { PersonActor } from '../../domain/access/actor.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { SealAway } from '../../outside/seal/seal.ts';
import { findSealedMetadata, type SealedDocument } from '../../store/sealedDocuments.ts';
import { findShownLicence } from '../../store/shownLicences.ts';
import type { Services } from '../services.ts';
import { findCurrentPaper } from './findCurrentPaper.ts';
import { findOwnLicence } from './readLicencePhoto.ts';
import { sha256 } from './readPaper.ts';

export type LicencePaper<T> =
  | { readonly kind: 'paper'; readonly content: T; readonly fileName: string }
  /** Not made yet, or what it says has changed since: looking makes none. */
  | { readonly kind: 'missing' }
  /** Why it is not given out now. */
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  /** The seal cannot be had now, so nobody can say whether it is still the one. */
  | { readonly kind: 'away'; readonly words: string };

/** The sealed paper of a registration in force, as it is kept. Undefined when it is not theirs or not in force. */
export function readLicencePaper(services: Services, actor: PersonActor, entryId: string) {
  return readKept(services, actor, entryId, '.pdf', async ({ id, pdfKey, pdfSha256 }) => {
    const pdf = pdfKey === null ? undefined : await services.storage.get(pdfKey);
    if (pdf === undefined || sha256(pdf) !== pdfSha256) throw new Error(`the sealed paper ${id} is damaged`);
    return pdf;
  });
}

/** 证照元数据 of that paper, with its signature by SM2 where there is one. */
export function readLicenceMetadata(services: Services, actor: PersonActor, entryId: string) {
  return readKept(services, actor, entryId, '.json', async ({ id }) => {
    const found = await services.database.row(findSealedMetadata, id);
    if (found === undefined) throw new Error('a sealed paper has no metadata');
    const { metadata, sm2Signature, sm2PublicKey } = found;
    if (sm2Signature === null) return metadata;
    const signature = { 算法: 'SM2-SM3', 签名人标识: '1234567812345678', 公钥: sm2PublicKey, 签名值: sm2Signature };
    return `${JSON.stringify({ 元数据: metadata, 签名: signature }, null, 2)}\n`;
  });
}

async function readKept<T>(
  services: Services,
  actor: PersonActor,
  entryId: string,
  ending: string,
  read: (document: SealedDocument) => Promise<T>,
): Promise<LicencePaper<T> | undefined> {
  const row = await findOwnLicence(services, actor, entryId);
  if (row === undefined || row.status !== 'practising') return undefined;
  // Whose it is is disputed: as with live codes, nothing that others would believe.
  const shown = await services.database.row(findShownLicence, entryId);
  if (shown?.frozen === true) return { kind: 'refused', refusals: [refusal('live.frozen')] };
  try {
    const document = await findCurrentPaper(services, entryId);
    if (document === undefined) return { kind: 'missing' };
    return { kind: 'paper', content: await read(document), fileName: `执业证书${row.licenceNo}${ending}` };
  } catch (error) {
    if (!(error instanceof SealAway)) throw error;
    return { kind: 'away', words: error.words };
  }
}
