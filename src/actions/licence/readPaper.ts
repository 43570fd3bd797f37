import { createHash } from 'node:crypto';
import type { LicenceContent } from '../../domain/register/licenceContent.ts';
import { printable } from '../../outside/documents/printable.ts';
import type { PaperRow } from '../../store/licencePapers.ts';
import type { Services } from '../services.ts';
import { paperContent } from './paperContent.ts';

/** Changes with what the form says, so that papers of the old form are made anew. */
const formOfPaper = 1;

/** A licence as it is to be printed. */
export interface Paper {
  readonly row: PaperRow;
  readonly content: LicenceContent;
  readonly photo: Uint8Array | undefined;
  readonly photoSha256: string | null;
  /** Of everything it says. */
  readonly contentSha256: string;
}

/** The register has a photo, and its file is not there: a licence without it would be another one. */
export class PhotoMissing extends Error {
  override readonly name = 'PhotoMissing';
}

/** Why a licence cannot be put on paper. */
export type Unprintable =
  /** The fonts lack these 生僻字: the paper must not name its holder by an empty box. */
  { readonly kind: 'uncovered'; readonly characters: readonly string[] } | { readonly kind: 'photoMissing' };

/** @throws PhotoMissing */
export async function readPaper({ sealing, storage }: Services, row: PaperRow): Promise<Paper> {
  const photo = row.photoKey === null ? undefined : await storage.get(row.photoKey);
  if (row.photoKey !== null && photo === undefined) throw new PhotoMissing(`the photo of entry ${row.id} is missing`);
  const photoSha256 = photo === undefined ? null : sha256(photo);
  const content = printable(paperContent(row, sealing.verifyUrl));
  const said = { form: formOfPaper, content, photoSha256, type: sealing.typeCode, issuer: row.authorityCode };
  return { row, content, photo, photoSha256, contentSha256: sha256(JSON.stringify(said)) };
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
