import { setTimeout as pause } from 'node:timers/promises';
import {
  advancePaperBatch,
  beginPaperBatch,
  endPaperBatch,
  nextOfBatch,
  type PaperBatch,
} from '../../store/paperBatches.ts';
import type { Services } from '../services.ts';
import { makePapers } from './makePapers.ts';

/** Licences of which the papers are recorded, and then signed, together: few enough to hold in memory and to do again after a fall. */
const together = 24;

/** Milliseconds until a part is tried again that found too many waiting. */
const whileBusy = 1000;

/**
 * Makes the papers of a batch, from where it stands: one that was killed goes on, and where too many papers are being printed it
 * waits. Throws when the seal is away, which leaves the batch as far as it came, for the next try; so does a stop. Undefined: it was over already, or somebody else makes it.
 */
export async function runPaperBatch(
  services: Services,
  id: string,
  options: { readonly stop?: AbortSignal; readonly onProgress?: (batch: PaperBatch) => void } = {},
): Promise<PaperBatch | undefined> {
  const { database, clock } = services;
  let batch = await database.row(beginPaperBatch, id);
  while (batch !== undefined) {
    if (options.stop?.aborted === true) throw new Error('stopped; goes on with the next start');
    const { authorityPath, regionCode, afterId } = batch;
    const next = await database.rows(nextOfBatch, authorityPath, regionCode, afterId, together);
    const last = next.at(-1)?.id;
    if (last === undefined) return database.row(endPaperBatch, id, clock.now().toString());
    const counts = await makePapers(
      services,
      batch,
      next.map((each) => each.id),
    );
    if (counts === 'busy') {
      await pause(whileBusy, undefined, { signal: options.stop });
      continue;
    }
    const unmade = JSON.stringify(counts.unmade);
    const moved = await database.row(advancePaperBatch, id, afterId, last, counts.made, counts.kept, unmade);
    // Another program runs it too, since it took this one for dead.
    if (moved === undefined) return undefined;
    const { made, kept, refused } = batch;
    batch = {
      ...batch,
      afterId: last,
      made: made + counts.made,
      kept: kept + counts.kept,
      refused: refused + counts.unmade.length,
    };
    options.onProgress?.(batch);
  }
  return undefined;
}
