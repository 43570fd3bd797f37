import type { UnmadeReason } from '../../domain/register/unmadePaper.ts';
import { SealAway } from '../../outside/seal/seal.ts';
import { Busy } from '../../outside/turnstile.ts';
import {
  advancePaperBatch,
  beginPaperBatch,
  endPaperBatch,
  nextOfBatch,
  type PaperBatch,
  tellPaperProblem,
} from '../../store/paperBatches.ts';
import { type SealedPaper, sealLicences } from '../licence/sealLicences.ts';
import type { Services } from '../services.ts';

/** Licences of which the papers are recorded, and then signed, together: few enough to hold in memory and to do again after a fall. */
const together = 24;

/**
 * Makes the papers of a batch, from where it stands: one that was killed goes on. Throws when the seal is away, which leaves the batch
 * as far as it came, for the next try; so does a stop. Undefined: it was over already, or somebody else makes it.
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

async function makePapers(services: Services, batch: PaperBatch, entryIds: readonly string[]) {
  const by = { accountId: batch.accountId, name: batch.actorName, organisation: batch.organisation, batchId: batch.id };
  try {
    const papers = new Map<string, SealedPaper>(await sealLicences(services, entryIds, by));
    // Somebody has just changed or downloaded them: once more.
    const missing = entryIds.filter((id) => !papers.has(id));
    if (missing.length > 0) for (const [id, paper] of await sealLicences(services, missing, by)) papers.set(id, paper);
    const found = entryIds.map((entryId) => ({ entryId, kind: papers.get(entryId)?.kind ?? ('gone' as const) }));
    return {
      made: found.filter(({ kind }) => kind === 'made').length,
      kept: found.filter(({ kind }) => kind === 'kept').length,
      unmade: found.flatMap(({ entryId, kind }): { entryId: string; reason: UnmadeReason }[] =>
        kind === 'made' || kind === 'kept' ? [] : [{ entryId, reason: kind }],
      ),
    };
  } catch (error) {
    const words = error instanceof SealAway ? error.words : error instanceof Busy ? '打印的人太多' : '制证出现故障';
    await services.database.row(tellPaperProblem, batch.id, `${words},稍后自动继续`);
    throw error;
  }
}
