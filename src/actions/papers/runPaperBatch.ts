import { beginPaperBatch, endPaperBatch, type PaperBatch } from '../../store/paperBatches.ts';
import type { Services } from '../services.ts';
import { printPart } from './printPart.ts';
import { sealPart } from './sealPart.ts';

/**
 * Makes the papers of a batch, from where it stands: one that was killed goes on, and where too many papers are being printed it
 * waits. Throws when the seal is away, which leaves the batch as far as it came, for the next try; so does a stop. Undefined: it was over already, or somebody else makes it.
 */
export async function runPaperBatch(
  services: Services,
  id: string,
  { stop, onProgress }: { readonly stop?: AbortSignal; readonly onProgress?: (batch: PaperBatch) => void } = {},
): Promise<PaperBatch | undefined> {
  const { database, clock } = services;
  const begun = await database.row(beginPaperBatch, id);
  if (begun === undefined) return undefined;
  let batch: PaperBatch = begun;
  let part = await printPart(services, batch, batch.afterId, stop);
  while (part !== undefined) {
    if (stop?.aborted === true) throw new Error('stopped; goes on with the next start');
    // The processes that print wait for nobody: while the seal and the disk have one part, the next is printed.
    const [sealed, printed] = await Promise.allSettled([
      sealPart(services, batch, part),
      printPart(services, batch, part.last, stop),
    ]);
    if (sealed.status === 'rejected') throw sealed.reason;
    // Another program runs it too, since it took this one for dead.
    if (sealed.value === undefined) return undefined;
    batch = sealed.value;
    onProgress?.(batch);
    if (printed.status === 'rejected') throw printed.reason;
    part = printed.value;
  }
  return database.row(endPaperBatch, id, clock.now().toString());
}
