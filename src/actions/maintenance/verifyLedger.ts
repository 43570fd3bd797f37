import { UnreadableSeal } from '../../store/seal.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import type { Services } from '../services.ts';
import { compareLog, type LogCompared } from './compareLog.ts';
import { compareRegister, nothingCounted, type RegisterCounts } from './compareRegister.ts';
import type { Disagreement } from './comparison.ts';
import { readKeptHeads } from './keptHeads.ts';

/** What has been compared, up to the first that does not agree: nothing is counted of what comes behind it. */
export interface LedgerReport extends Readonly<RegisterCounts> {
  readonly log: Omit<LogCompared, 'bad'>;
  readonly bad: Disagreement | null;
}

/**
 * Derives every current row anew from its events and compares, and holds every row against the log and its kept files,
 * every sealed paper against its record. A row or file changed behind the program's back, an event that was taken away or is not in
 * the ledger is found; memory holds one page, whatever the register holds. The log names the row that was changed, so it is asked first.
 */
export async function verifyLedger(
  services: Pick<Services, 'database' | 'publicLog' | 'storage'>,
  tell: (done: number, of: number) => void = () => undefined,
): Promise<LedgerReport> {
  const kept = await readKeptHeads(services.publicLog);
  const counts = nothingCounted();
  let log: LedgerReport['log'] = { leaves: 0, lost: 0, waiting: 0, checkpoints: 0, kept: 0 };
  const bad = await inSnapshot(services.database, async (tx) => {
    try {
      const { bad: badLeaf, ...counted } = await compareLog(tx, { publicLog: services.publicLog, kept }, tell);
      log = counted;
      return badLeaf ?? (await compareRegister(tx, services, counts));
    } catch (error) {
      if (error instanceof UnreadableSeal) return notReadable(error);
      throw error;
    }
  });
  return { ...counts, log, bad };
}

/** Somebody has changed what lies sealed, or moved it from another row. */
function notReadable({ place }: UnreadableSeal): Disagreement {
  const [column = '', row = ''] = place.split('|');
  const [table = '', name = ''] = column.split('.');
  return { table, id: row, problem: `密封的内容(${name})打不开:被改动过,或者是从别处搬来的` };
}
