import type { SignedIn } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { findApplication } from '../../store/applications.ts';
import { findLetter } from '../../store/letters.ts';
import { scopeFor } from '../../store/scope.ts';
import { recordReading } from '../desk/recordReading.ts';
import { sha256 } from '../licence/readPaper.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { printUnsealed } from './printLetter.ts';

export interface Paper {
  readonly fileName: string;
  readonly pdf: Uint8Array;
}

/** The paper of a letter as it was archived, for whoever may see its file. Throws when the archive has been tampered with. */
export async function readLetter(services: Services, actor: SignedIn, id: string): Promise<Outcome<Paper>> {
  const letter = isUuid(id) ? await services.database.row(findLetter, id) : undefined;
  if (letter === undefined) return notFound;
  const file = await findApplication(services.database, scopeFor(actor), letter.applicationId);
  if (file === undefined) return notFound;
  if (actor.end !== 'person') await recordReading(services, actor, '文书', file.physicianId, letter.id);
  const fileName = `${letter.content.title}${letter.number}.pdf`;
  // Asked for before it is sealed: what it says can be read, and that it has no seal.
  if (letter.pdfKey === null) return done({ fileName, pdf: await printUnsealed(services, letter) });
  const pdf = await services.storage.get(letter.pdfKey);
  if (pdf === undefined || sha256(pdf) !== letter.pdfSha256)
    throw new Error(`the archived paper of letter ${id} is damaged`);
  return done({ fileName, pdf });
}
