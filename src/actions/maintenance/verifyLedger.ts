import { blankApplication } from '../../domain/procedure/application.ts';
import { evolve } from '../../domain/procedure/evolve.ts';
import { isOver } from '../../domain/procedure/steps.ts';
import { type Entry, evolveEntry, type Site } from '../../domain/register/entry.ts';
import type { Queryable } from '../../store/database.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import * as verification from '../../store/verification.ts';
import type { Services } from '../services.ts';
import { compareOrders } from './compareOrders.ts';
import { comparePages } from './comparePages.ts';
import type { Compared, Disagreement } from './comparison.ts';

export interface LedgerReport {
  readonly applications: number;
  readonly applicationEvents: number;
  readonly entries: number;
  readonly registerEvents: number;
  readonly ledgerRows: number;
  readonly bad: Disagreement | null;
}

/**
 * Derives every current row anew from its events and compares. A row changed behind the program's back, an event that was
 * taken away or is not in the ledger is found; memory holds one page, whatever the register holds.
 */
export function verifyLedger({ database }: Pick<Services, 'database'>): Promise<LedgerReport> {
  return inSnapshot(database, async (tx) => {
    const applications = await compareApplications(tx);
    const entries = await compareEntries(tx);
    const ledger = await tx.row(verification.countLedger);
    const orphan = await tx.row(verification.findOrphanInLedger);
    const orders = await compareOrders(tx);
    return {
      applications: applications.rows,
      applicationEvents: applications.events,
      entries: entries.rows,
      registerEvents: entries.events,
      ledgerRows: ledger?.rows ?? 0,
      bad: applications.bad ?? entries.bad ?? orders ?? (orphan === undefined ? null : lostEvent(orphan)),
    };
  });
}

/** All but the last day of the running clock, which rests on the calendar as it was known then. */
function compareApplications(tx: Queryable): Promise<Compared> {
  return comparePages({
    table: 'application',
    rowsAfter: (id) => tx.rows(verification.pageOfApplications, id),
    eventsOf: (ids) => tx.rows(verification.eventsOfApplications, ids),
    fold: (row, events) => {
      const derived = events.reduce(evolve, blankApplication(row));
      return { ...derived, isOver: isOver(derived.state) };
    },
  });
}

function compareEntries(tx: Queryable): Promise<Compared> {
  return comparePages({
    table: 'register_entry',
    rowsAfter: (id) => tx.rows(verification.pageOfEntries, id),
    eventsOf: (ids) => tx.rows(verification.eventsOfEntries, ids),
    fold: (_row, events) => {
      const entry = events.reduce<Entry | undefined>((before, { event }) => evolveEntry(before, event), undefined);
      return entry === undefined ? undefined : { ...entry, sites: entry.sites.toSorted(asStored) };
    },
  });
}

/** Filings are read in the order in which they begin; the fold keeps the order in which they were added. */
function asStored(a: Site, b: Site): number {
  const [first, second] = [`${a.from} ${a.id}`, `${b.from} ${b.id}`];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function lostEvent({ seq, id, version }: { seq: number; id: string; version: number }): Disagreement {
  return { table: 'ledger', id: String(seq), problem: `台账记有业务 ${id} 的第${version}个事件,但事件不存在` };
}
