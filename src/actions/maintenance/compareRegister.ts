import type { Queryable } from '../../store/database.ts';
import * as verification from '../../store/verification.ts';
import type { Services } from '../services.ts';
import { compareApplications, compareEntries } from './compareFolds.ts';
import { comparePublic } from './compareLogEnds.ts';
import { compareOrders } from './compareOrders.ts';
import { comparePapers, type PapersCompared } from './comparePapers.ts';
import { comparePhotos } from './comparePhotos.ts';
import type { Disagreement } from './comparison.ts';

export interface RegisterCounts {
  applications: number;
  applicationEvents: number;
  entries: number;
  registerEvents: number;
  ledgerRows: number;
  papers: Omit<PapersCompared, 'bad'>;
}

export function nothingCounted(): RegisterCounts {
  const papers = { licences: 0, letters: 0, unfinished: 0 };
  return { applications: 0, applicationEvents: 0, entries: 0, registerEvents: 0, ledgerRows: 0, papers };
}

/** Everything but the log, up to the first that does not agree; what has been counted by then is noted in `counts`. */
export async function compareRegister(
  tx: Queryable,
  services: Pick<Services, 'publicLog' | 'storage'>,
  counts: RegisterCounts,
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
  const found = before ?? (await comparePhotos(tx, services));
  if (found !== null) return found;
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
