import type { UnmadeReason } from '../../domain/register/unmadePaper.ts';
import { advancePaperBatch, type PaperBatch } from '../../store/paperBatches.ts';
import { type SealedPaper, sealLicences, sealRecorded } from '../licence/sealLicences.ts';
import type { Services } from '../services.ts';
import { forBatch, type PaperPart } from './printPart.ts';
import { tellTrouble } from './tellTrouble.ts';

/** Seals a part and counts it, with what was left out. Undefined: another program has counted it. @throws SealAway */
export async function sealPart(
  services: Services,
  batch: PaperBatch,
  { entryIds, last, recorded }: PaperPart,
): Promise<PaperBatch | undefined> {
  const papers = new Map(await tellTrouble(services, batch, sealRecorded(services, recorded)));
  // Somebody has just changed or downloaded them: once more.
  const missing = entryIds.filter((id) => !papers.has(id));
  if (missing.length > 0) {
    const again = await tellTrouble(services, batch, sealLicences(services, missing, forBatch(batch)));
    for (const [id, paper] of again) papers.set(id, paper);
  }
  const { made, kept, unmade } = count(entryIds, papers);
  const { id, afterId } = batch;
  const moved = await services.database.row(advancePaperBatch, id, afterId, last, made, kept, JSON.stringify(unmade));
  if (moved === undefined) return undefined;
  return {
    ...batch,
    afterId: last,
    made: batch.made + made,
    kept: batch.kept + kept,
    refused: batch.refused + unmade.length,
  };
}

function count(entryIds: readonly string[], papers: ReadonlyMap<string, SealedPaper>) {
  const found = entryIds.map((entryId) => ({ entryId, kind: papers.get(entryId)?.kind ?? ('gone' as const) }));
  return {
    made: found.filter(({ kind }) => kind === 'made').length,
    kept: found.filter(({ kind }) => kind === 'kept').length,
    unmade: found.flatMap(({ entryId, kind }): { entryId: string; reason: UnmadeReason }[] =>
      kind === 'made' || kind === 'kept' ? [] : [{ entryId, reason: kind }],
    ),
  };
}
