import { catalogue } from '../../domain/applications/catalogue.ts';
import { blankApplication } from '../../domain/procedure/application.ts';
import { evolve } from '../../domain/procedure/evolve.ts';
import { isOver } from '../../domain/procedure/steps.ts';
import { foldEntry, orderEventTypes } from '../../domain/register/consequences.ts';
import type { Site } from '../../domain/register/entry.ts';
import type { Queryable } from '../../store/database.ts';
import * as verification from '../../store/verification.ts';
import { comparePages } from './comparePages.ts';
import type { Compared } from './comparison.ts';

/** All but the last day of the running clock, which rests on the calendar as it was known then. */
export function compareApplications(tx: Queryable): Promise<Compared> {
  return comparePages({
    table: 'application',
    rowsAfter: (id) => tx.rows(verification.pageOfApplications, id),
    eventsOf: (ids) => tx.rows(verification.eventsOfApplications, ids),
    firstUnbooked: () => tx.row(verification.findUnbookedApplicationEvent),
    fold: (row, events) => {
      const derived = events.reduce(evolve, blankApplication(row));
      return { ...derived, isOver: isOver(derived.state) };
    },
  });
}

/** What may follow from what has been decided: `application/change/siteEnded`. */
const consequences = [
  ...catalogue.flatMap(({ kind, effect }) => effect.types.map((type) => `application/${kind}/${type}`)),
  ...Object.entries(orderEventTypes).flatMap(([kind, types]) => types.map((type) => `register_order/${kind}/${type}`)),
];

export function compareEntries(tx: Queryable): Promise<Compared> {
  return comparePages({
    table: 'register_entry',
    rowsAfter: (id) => tx.rows(verification.pageOfEntries, id),
    eventsOf: (ids) => tx.rows(verification.eventsOfEntries, ids),
    firstUnbooked: () => tx.row(verification.findUnbookedRegisterEvent, consequences),
    fold: (_row, events) => {
      const entry = foldEntry(events.map(({ event }) => event));
      return entry === undefined ? undefined : { ...entry, sites: entry.sites.toSorted(asStored) };
    },
  });
}

/** Filings are read in the order in which they begin; the fold keeps the order in which they were added. */
export function asStored(a: Site, b: Site): number {
  const [first, second] = [`${a.from} ${a.id}`, `${b.from} ${b.id}`];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
