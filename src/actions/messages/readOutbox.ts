import { listOutbox, type OutboxEntry } from '../../outside/outboxFolder.ts';
import type { Services } from '../services.ts';

/** What would have been sent, the newest first; undefined where real providers send. */
export async function readOutbox({ outboxDir }: Services, limit: number): Promise<readonly OutboxEntry[] | undefined> {
  return outboxDir === undefined ? undefined : listOutbox(outboxDir, limit);
}
