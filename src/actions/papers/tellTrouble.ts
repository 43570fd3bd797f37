import { SealAway } from '../../outside/seal/seal.ts';
import { Busy } from '../../outside/turnstile.ts';
import { type PaperBatch, tellPaperProblem } from '../../store/paperBatches.ts';
import type { Services } from '../services.ts';

/** Work for a batch; where it fails, the page of the batch says why it stands still. */
export async function tellTrouble<T>({ database }: Services, { id }: PaperBatch, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const words = error instanceof SealAway ? error.words : error instanceof Busy ? '打印的人太多' : '制证出现故障';
    await database.row(tellPaperProblem, id, `${words},稍后自动继续`);
    throw error;
  }
}
