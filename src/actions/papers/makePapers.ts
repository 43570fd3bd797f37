import type { UnmadeReason } from '../../domain/register/unmadePaper.ts';
import { SealAway } from '../../outside/seal/seal.ts';
import { Busy } from '../../outside/turnstile.ts';
import { type PaperBatch, tellPaperProblem } from '../../store/paperBatches.ts';
import { type SealedPaper, sealLicences } from '../licence/sealLicences.ts';
import type { Services } from '../services.ts';

/** The papers of a part of a batch, counted, with what was left out; 'busy' when too many others are printing. @throws SealAway */
export async function makePapers(services: Services, batch: PaperBatch, entryIds: readonly string[]) {
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
    const isBusy = error instanceof Busy;
    const words = error instanceof SealAway ? error.words : isBusy ? '打印的人太多' : '制证出现故障';
    await services.database.row(tellPaperProblem, batch.id, `${words},稍后自动继续`);
    if (isBusy) return 'busy';
    throw error;
  }
}
