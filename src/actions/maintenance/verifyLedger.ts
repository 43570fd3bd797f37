import { inSnapshot } from '../../store/snapshot.ts';
import * as verification from '../../store/verification.ts';
import type { Services } from '../services.ts';
import { compareApplications, compareEntries } from './compareFolds.ts';
import { compareLog, type LogCompared } from './compareLog.ts';
import { comparePublic } from './compareLogEnds.ts';
import { compareOrders } from './compareOrders.ts';
import { comparePapers, type PapersCompared } from './comparePapers.ts';
import type { Disagreement } from './comparison.ts';
import { readKeptNotes } from './signedHeads.ts';

export interface LedgerReport {
  readonly applications: number;
  readonly applicationEvents: number;
  readonly entries: number;
  readonly registerEvents: number;
  readonly ledgerRows: number;
  readonly papers: Omit<PapersCompared, 'bad'>;
  readonly log: Omit<LogCompared, 'bad'>;
  readonly bad: Disagreement | null;
}

/**
 * Derives every current row anew from its events and compares, and holds every row against the log and its kept files,
 * every sealed paper against its record. A row or file changed behind the program's back, an event that was taken away or is not in
 * the ledger is found; memory holds one page, whatever the register holds. The log names the row that was changed, so it is asked first.
 */
export async function verifyLedger(
  { database, publicLog, storage }: Pick<Services, 'database' | 'publicLog' | 'storage'>,
  tell: (done: number, of: number) => void = () => undefined,
): Promise<LedgerReport> {
  const keptNotes = await readKeptNotes(publicLog);
  return inSnapshot(database, async (tx) => {
    const { bad: badLeaf, ...log } = await compareLog(tx, { publicLog, keptNotes }, tell);
    const applications = await compareApplications(tx);
    const entries = await compareEntries(tx);
    const ledger = await tx.row(verification.countLedger);
    const orphan = await tx.row(verification.findOrphanInLedger);
    const orders = await compareOrders(tx);
    const shown = await comparePublic(tx);
    const { bad: badPaper, ...papers } = await comparePapers(tx, { storage, publicLog });
    const folds = applications.bad ?? entries.bad ?? orders ?? (orphan === undefined ? null : lostEvent(orphan));
    return {
      applications: applications.rows,
      applicationEvents: applications.events,
      entries: entries.rows,
      registerEvents: entries.events,
      ledgerRows: ledger?.rows ?? 0,
      papers,
      log,
      bad: badLeaf ?? folds ?? shown ?? badPaper,
    };
  });
}

function lostEvent({ seq, id, version }: { seq: number; id: string; version: number }): Disagreement {
  return { table: 'ledger', id: String(seq), problem: `台账记有业务 ${id} 的第${version}个事件,但事件不存在` };
}
