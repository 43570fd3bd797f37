import type { AuthorityActor } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import {
  findPaperBatch,
  listPaperBatches,
  listUnmade,
  type PaperBatch,
  type UnmadePaper,
} from '../../store/paperBatches.ts';
import type { Services } from '../services.ts';

export type PaperBatchRow = PaperBatch;
export type UnmadeRow = UnmadePaper;

/** 批量制证 of an authority and of those below it, the newest first. */
export function viewPaperBatches({ database }: Services, { path }: AuthorityActor): Promise<readonly PaperBatch[]> {
  return database.rows(listPaperBatches, path);
}

export async function viewPaperBatch(
  { database }: Services,
  { path }: AuthorityActor,
  id: string,
): Promise<PaperBatch | undefined> {
  return isUuid(id) ? database.row(findPaperBatch, path, id) : undefined;
}

/** Licences a batch left without a paper; `batch` is one that whoever asks may see. */
export function viewUnmade({ database }: Services, batch: PaperBatch): Promise<readonly UnmadePaper[]> {
  return database.rows(listUnmade, batch.id);
}
