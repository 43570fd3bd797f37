import { recordSealings, type SealedDocument } from '../../store/sealedDocuments.ts';
import type { Services } from '../services.ts';
import { openSeal } from './openSeal.ts';
import type { PreparedPaper } from './preparePaper.ts';
import { preparePapers } from './preparePapers.ts';
import type { Unprintable } from './readPaper.ts';
import { signPapers } from './signPapers.ts';

/** For whom papers are made. */
export interface PapersFor {
  readonly accountId: string | null;
  readonly name: string;
  readonly organisation: string;
  readonly batchId: string | null;
}

export type SealedPaper =
  | { readonly kind: 'made'; readonly id: string; readonly pdf: Uint8Array }
  /** There was one that says the same. */
  | { readonly kind: 'kept'; readonly document: SealedDocument }
  | Unprintable;

/**
 * The sealed papers of these licences, by entry: the one there is while it says the same under the same seal, else a new version. What is
 * to be signed is committed to the database before the seal signs it. Missing are those not in force, and those somebody else
 * is just changing or sealing. @throws SealAway, Busy
 */
export async function sealLicences(
  services: Services,
  entryIds: readonly string[],
  by: PapersFor,
): Promise<ReadonlyMap<string, SealedPaper>> {
  const opened = await openSeal(services);
  const prepared = await preparePapers(services, entryIds, by.batchId, opened);
  const found = new Map<string, SealedPaper>();
  const [before, unrecorded]: [PreparedPaper[], PreparedPaper[]] = [[], []];
  for (const [entryId, each] of prepared) {
    if (each.kind === 'recorded') before.push(each.paper);
    else if (each.kind === 'new') unrecorded.push(each.paper);
    else found.set(entryId, each);
  }
  const recorded = await record(services, unrecorded, by);
  for (const [entryId, made] of await signPapers(services, [...before, ...recorded], opened)) found.set(entryId, made);
  return found;
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
