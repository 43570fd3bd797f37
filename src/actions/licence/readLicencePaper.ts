import type { PersonActor } from '../../domain/access/actor.ts';
import { SealAway } from '../../outside/seal/seal.ts';
import { Busy } from '../../outside/turnstile.ts';
import { findSealedMetadata } from '../../store/sealedDocuments.ts';
import type { Services } from '../services.ts';

import { findOwnLicence } from './readLicencePhoto.ts';
import { sha256 } from './readPaper.ts';
import { type SealedPaper, sealLicences } from './sealLicences.ts';

export type LicencePaper<T> =
  | { readonly kind: 'paper'; readonly content: T; readonly fileName: string }
  /** The fonts lack these 生僻字. */
  | { readonly kind: 'uncovered'; readonly characters: readonly string[] }
  | { readonly kind: 'busy' }
  /** The seal cannot be had now. */
  | { readonly kind: 'away'; readonly words: string };

/** Somebody who presses twice meets the first press once, at most. */
const tries = 3;

/** The sealed paper of a registration in force; made at the first asking, and anew when it says something else. Undefined when it is not theirs or not in force. */
export function readLicencePaper(services: Services, actor: PersonActor, entryId: string) {
  return withPaper(services, actor, entryId, '.pdf', (paper) => pdfOf(services, paper));
}

/** 证照元数据 of that paper, with its signature by SM2 where there is one. */
export function readLicenceMetadata(services: Services, actor: PersonActor, entryId: string) {
  return withPaper(services, actor, entryId, '.json', async (paper) => {
    const found = await services.database.row(findSealedMetadata, paper.kind === 'made' ? paper.id : paper.document.id);
    if (found === undefined) throw new Error('a sealed paper has no metadata');
    const { metadata, sm2Signature, sm2PublicKey } = found;
    if (sm2Signature === null) return metadata;
    const signature = { 算法: 'SM2-SM3', 签名人标识: '1234567812345678', 公钥: sm2PublicKey, 签名值: sm2Signature };
    return `${JSON.stringify({ 元数据: metadata, 签名: signature }, null, 2)}\n`;
  });
}

type Sealed = Extract<SealedPaper, { kind: 'made' | 'kept' }>;

async function withPaper<T>(
  services: Services,
  actor: PersonActor,
  entryId: string,
  ending: string,
  read: (paper: Sealed) => Promise<T>,
): Promise<LicencePaper<T> | undefined> {
  const row = await findOwnLicence(services, actor, entryId);
  if (row === undefined || row.status !== 'practising') return undefined;
  try {
    const paper = await sealOne(services, actor, entryId);
    if (paper === undefined || paper.kind === 'uncovered') return paper;
    return { kind: 'paper', content: await read(paper), fileName: `执业证书${row.licenceNo}${ending}` };
  } catch (error) {
    if (error instanceof Busy) return { kind: 'busy' };
    if (!(error instanceof SealAway)) throw error;
    services.warn(
      { reason: error.cause instanceof Error ? error.cause.message : error.message },
      'a paper could not be sealed',
    );
    return { kind: 'away', words: error.words };
  }
}

async function sealOne(services: Services, { accountId, name }: PersonActor, entryId: string) {
  const by = { accountId, name, organisation: '', batchId: null };
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const paper = (await sealLicences(services, [entryId], by)).get(entryId);
    if (paper !== undefined) return paper;
  }
  return undefined;
}

async function pdfOf({ storage }: Services, paper: Sealed): Promise<Uint8Array> {
  if (paper.kind === 'made') return paper.pdf;
  const { id, pdfKey, pdfSha256 } = paper.document;
  const pdf = pdfKey === null ? undefined : await storage.get(pdfKey);
  if (pdf === undefined || sha256(pdf) !== pdfSha256) throw new Error(`the sealed paper ${id} is damaged`);
  return pdf;
}
