import { UncoveredCharacters } from '../../outside/documents/documentRenderer.ts';
import type { SealCertificate } from '../../outside/seal/seal.ts';
import { findPaperRows, type PaperRow } from '../../store/licencePapers.ts';
import { findLastSealed, type SealedDocument } from '../../store/sealedDocuments.ts';
import type { Services } from '../services.ts';
import { saysTheSame } from './findCurrentPaper.ts';
import { type PreparedPaper, preparePaper } from './preparePaper.ts';
import { type Paper, PhotoMissing, readPaper, type Unprintable } from './readPaper.ts';

/** A licence for which nothing is to be printed. */
export type Settled =
  /** There is a paper that says the same under the same seal. */
  { readonly kind: 'kept'; readonly document: SealedDocument } | Unprintable;

/** A licence on its way to its paper. */
export type Preparation =
  | Settled
  /** Recorded before, and never signed: the program was killed, or the seal away. */
  | { readonly kind: 'recorded'; readonly paper: PreparedPaper }
  | { readonly kind: 'new'; readonly paper: PreparedPaper };

/** Papers printed at the same time: both processes at work, and one waiting. */
const atOnce = 3;

/** What there is to do for the paper of each of these entries; those not in force are left out. @throws Busy */
export async function preparePapers(
  services: Services,
  entryIds: readonly string[],
  batchId: string | null,
  opened: SealCertificate,
): Promise<ReadonlyMap<string, Preparation>> {
  const { database, clock } = services;
  const found = new Map<string, Preparation>();
  const last = new Map((await database.rows(findLastSealed, entryIds)).map((each) => [each.entryId, each]));
  const at = clock.now().toString();
  const rows = (await database.rows(findPaperRows, entryIds)).filter(({ status }) => status === 'practising').values();
  const prepare = async (row: PaperRow): Promise<Preparation> => {
    const paper = await readPaper(services, row);
    const before = last.get(row.id);
    if (before !== undefined && saysTheSame(before, paper, services, opened)) {
      if (before.signedAt !== null) return { kind: 'kept', document: before };
      const again = await prepareAgain(services, paper, before, opened);
      if (again !== undefined) return { kind: 'recorded', paper: again };
    }
    const version = (before?.version ?? 0) + 1;
    return { kind: 'new', paper: await preparePaper(services, paper, { version, at, batchId }, opened) };
  };
  const lane = async () => {
    for (const row of rows) {
      try {
        found.set(row.id, await prepare(row));
      } catch (error) {
        if (error instanceof PhotoMissing) {
          services.warn({ entry: row.id }, 'the photo of a licence is missing: no paper was made');
          found.set(row.id, { kind: 'photoMissing' });
          continue;
        }
        if (!(error instanceof UncoveredCharacters)) throw error;
        found.set(row.id, { kind: 'uncovered', characters: error.characters });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return found;
}

/** Printed once more, if that still gives what was recorded. */
async function prepareAgain(
  services: Services,
  paper: Paper,
  { id, version, recordedAt, digest, metadata }: SealedDocument,
  opened: SealCertificate,
): Promise<PreparedPaper | undefined> {
  const again = await preparePaper(services, paper, { version, at: recordedAt, batchId: null }, opened);
  // What is signed is what was recorded: by now the log has grown, and the proof in the metadata with it.
  return again.sealing.digest === digest ? { ...again, sealing: { ...again.sealing, id, metadata } } : undefined;
}
