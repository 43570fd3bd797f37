import type { Queryable } from '../../store/database.ts';
import { UnreadableSeal } from '../../store/seal.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import * as verification from '../../store/verification.ts';
import type { Services } from '../services.ts';
import { compareApplications, compareEntries } from './compareFolds.ts';
import { compareLog, type LogCompared } from './compareLog.ts';
import { comparePublic } from './compareLogEnds.ts';
import { compareOrders } from './compareOrders.ts';
import { comparePapers, type PapersCompared } from './comparePapers.ts';
import type { Disagreement } from './comparison.ts';
import { readKeptHeads } from './signedHeads.ts';

interface Counts {
  applications: number;
  applicationEvents: number;
  entries: number;
  registerEvents: number;
  ledgerRows: number;
  papers: Omit<PapersCompared, 'bad'>;
  log: Omit<LogCompared, 'bad'>;
}

/** What has been compared, up to the first that does not agree: nothing is counted of what comes behind it. */
export interface LedgerReport extends Readonly<Counts> {
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
  const counts: Counts = {
    applications: 0,
    applicationEvents: 0,
    entries: 0,
    registerEvents: 0,
    ledgerRows: 0,
    papers: { licences: 0, letters: 0, unfinished: 0 },
    log: { leaves: 0, lost: 0, waiting: 0, checkpoints: 0, kept: 0 },
  };
  const bad = await inSnapshot(services.database, async (tx) => {
    try {
      const { bad: badLeaf, ...log } = await compareLog(tx, { publicLog: services.publicLog, kept }, tell);
      counts.log = log;
      return badLeaf ?? (await compareRegister(tx, services, counts));
    } catch (error) {
      if (error instanceof UnreadableSeal) return notReadable(error);
      throw error;
    }
  });
  return { ...counts, bad };
}

async function compareRegister(
  tx: Queryable,
  services: Pick<Services, 'publicLog' | 'storage'>,
  counts: Counts,
): Promise<Disagreement | null> {
  const applications = await compareApplications(tx);
  [counts.applications, counts.applicationEvents] = [applications.rows, applications.events];
  // What was decided before what has followed from it.
  const decided = applications.bad ?? (await compareOrders(tx));
  if (decided !== null) return decided;
  const entries = await compareEntries(tx);
  [counts.entries, counts.registerEvents] = [entries.rows, entries.events];
  const before = entries.bad ?? (await findLostEvent(tx)) ?? (await comparePublic(tx));
  counts.ledgerRows = (await tx.row(verification.countLedger))?.rows ?? 0;
  if (before !== null) return before;
  const { bad, ...papers } = await comparePapers(tx, services);
  counts.papers = papers;
  return bad;
}

async function findLostEvent(tx: Queryable): Promise<Disagreement | null> {
  const lost = await tx.row(verification.findOrphanInLedger);
  if (lost === undefined) return null;
  const problem = `台账记有业务 ${lost.id} 的第${lost.version}个事件,但事件不存在`;
  return { table: 'ledger', id: String(lost.seq), problem };
}

/** Somebody has changed what lies sealed, or moved it from another row. */
function notReadable({ place }: UnreadableSeal): Disagreement {
  const [column = '', row = ''] = place.split('|');
  const [table = '', name = ''] = column.split('.');
  return { table, id: row, problem: `密封的内容(${name})打不开:被改动过,或者是从别处搬来的` };
}
