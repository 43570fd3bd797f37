import { setTimeout as pause } from 'node:timers/promises';
import { Busy } from '../../outside/turnstile.ts';
import { nextOfBatch, type PaperBatch } from '../../store/paperBatches.ts';
import { type PapersFor, type RecordedPapers, recordPapers } from '../licence/recordPapers.ts';
import type { Services } from '../services.ts';
import { tellTrouble } from './tellTrouble.ts';

/** Licences of which the papers are recorded, and then signed, together: few enough to hold in memory and to do again after a fall. */
const together = 24;

/** Milliseconds until a part is tried again that found too many waiting. */
const whileBusy = 1000;

/** A part of a batch with its papers, printed and recorded. */
export interface PaperPart {
  readonly entryIds: readonly string[];
  /** Of its entries. */
  readonly last: string;
  readonly recorded: RecordedPapers;
}

/** The part behind `afterId`; undefined when there is none. Where too many papers are being printed it waits. @throws SealAway */
export async function printPart(
  services: Services,
  batch: PaperBatch,
  afterId: string | null,
  stop: AbortSignal | undefined,
): Promise<PaperPart | undefined> {
  const { authorityPath, regionCode } = batch;
  const next = await services.database.rows(nextOfBatch, authorityPath, regionCode, afterId, together);
  const entryIds = next.map(({ id }) => id);
  const last = entryIds.at(-1);
  if (last === undefined) return undefined;
  for (;;) {
    try {
      const recorded = await tellTrouble(services, batch, recordPapers(services, entryIds, forBatch(batch)));
      return { entryIds, last, recorded };
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      await pause(whileBusy, undefined, { signal: stop });
    }
  }
}

export function forBatch({ id, accountId, actorName, organisation }: PaperBatch): PapersFor {
  return { accountId, name: actorName, organisation, batchId: id };
}
