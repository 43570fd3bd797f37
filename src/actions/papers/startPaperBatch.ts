import type { AuthorityActor } from '../../domain/access/actor.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { addPaperBatch, addPaperJob, findOpenPaperBatch, type PaperBatch } from '../../store/paperBatches.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';

/** Whose licences, and who asks. */
export interface PaperOrder {
  readonly accountId: string | null;
  readonly name: string;
  readonly organisation: string;
  readonly authorityPath: string | null;
  readonly regionCode: string | null;
}

/** What an authority may order: its own licences and those of the authorities below it. */
export function orderOf({ accountId, name, organisation, path }: AuthorityActor): PaperOrder {
  return { accountId, name, organisation, authorityPath: path, regionCode: null };
}

/**
 * Orders the papers of all licences in force. Ordered again while they are being made, it is the same batch, and one that stands still
 * goes on. A job makes them; those of the command line are made by whoever asked (`queued` false).
 */
export async function startPaperBatch(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  { accountId, name, organisation, authorityPath, regionCode }: PaperOrder,
  queued: boolean,
): Promise<PaperBatch> {
  const at = clock.now().toString();
  return transaction(database, async (tx) => {
    const added = await tx.row(addPaperBatch, accountId, name, organisation, authorityPath, regionCode, at);
    const batch = added ?? (await tx.row(findOpenPaperBatch, authorityPath, regionCode));
    if (batch === undefined) throw new Error('a batch was neither begun nor found');
    const [act, detail] = [
      added === undefined ? 'resumePapers' : 'startPapers',
      JSON.stringify({ total: batch.total }),
    ];
    await tx.row(recordInLedger, at, accountId, name, organisation, act, 'paper_batch', batch.id, '', detail);
    if (queued) await tx.row(addPaperJob, batch.id);
    return batch;
  });
}
