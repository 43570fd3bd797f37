import type { SealCertificate } from '../../outside/seal/seal.ts';
import { recordSealings } from '../../store/sealedDocuments.ts';
import type { Services } from '../services.ts';
import { openSeal } from './openSeal.ts';
import type { PreparedPaper } from './preparePaper.ts';
import { preparePapers, type Settled } from './preparePapers.ts';

/** For whom papers are made. */
export interface PapersFor {
  readonly accountId: string | null;
  readonly name: string;
  readonly organisation: string;
  readonly batchId: string | null;
}

/** Papers that are printed and recorded, and wait for the seal. */
export interface RecordedPapers {
  readonly opened: SealCertificate;
  readonly toSign: readonly PreparedPaper[];
  /** Where there was nothing to do, or nothing could be printed; by entry. */
  readonly found: ReadonlyMap<string, Settled>;
}

/**
 * The papers there are to make of these licences: printed, and committed to the database before the seal signs them. Left out are
 * those not in force, and those somebody else is just changing or sealing. @throws SealAway, Busy
 */
export async function recordPapers(
  services: Services,
  entryIds: readonly string[],
  by: PapersFor,
): Promise<RecordedPapers> {
  const opened = await openSeal(services);
  const prepared = await preparePapers(services, entryIds, by.batchId, opened);
  const found = new Map<string, Settled>();
  const [before, unrecorded]: [PreparedPaper[], PreparedPaper[]] = [[], []];
  for (const [entryId, each] of prepared) {
    if (each.kind === 'recorded') before.push(each.paper);
    else if (each.kind === 'new') unrecorded.push(each.paper);
    else found.set(entryId, each);
  }
  return { opened, toSign: [...before, ...(await record(services, unrecorded, by))], found };
}

async function record(
  { database, clock }: Services,
  papers: readonly PreparedPaper[],
  { accountId, name, organisation }: PapersFor,
): Promise<readonly PreparedPaper[]> {
  if (papers.length === 0) return [];
  const sealings = JSON.stringify(papers.map(({ sealing }) => sealing));
  const at = clock.now().toString();
  const added = await database.rows(recordSealings, sealings, at, accountId, name, organisation);
  const ids = new Set(added.map(({ id }) => id));
  return papers.filter(({ sealing: { id } }) => ids.has(id));
}
