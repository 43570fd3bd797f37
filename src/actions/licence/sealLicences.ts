import type { Services } from '../services.ts';
import type { Settled } from './preparePapers.ts';
import { type PapersFor, type RecordedPapers, recordPapers } from './recordPapers.ts';
import { signPapers } from './signPapers.ts';

export type SealedPaper = { readonly kind: 'made'; readonly id: string; readonly pdf: Uint8Array } | Settled;

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
  return sealRecorded(services, await recordPapers(services, entryIds, by));
}

/** Sealed and kept, with what there was to find without. @throws SealAway */
export async function sealRecorded(
  services: Services,
  { opened, toSign, found }: RecordedPapers,
): Promise<ReadonlyMap<string, SealedPaper>> {
  return new Map([...found, ...(await signPapers(services, toSign, opened))]);
}
