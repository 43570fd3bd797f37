import type { Today } from '../../domain/procedure/decide.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import type { Queryable } from '../../store/database.ts';
import { findLastRound } from '../../store/time.ts';
import { movedMeanwhile, transaction, type Work } from '../../store/transaction.ts';
import { Refused } from '../application/settleStep.ts';
import type { Services } from '../services.ts';

/** The moment a duty is done at: its day and calendar, and the instant (ISO). */
export interface Now extends Today {
  readonly at: string;
}

export interface Failure {
  /** Of the case: an application, an entry, a filing. */
  readonly id: string;
  readonly error: unknown;
}

export interface DutyReport {
  /** Cases that were acted on. */
  readonly done: number;
  readonly failures: readonly Failure[];
}

/** Something time does by itself, for every case that has fallen due; between two cases it ends when it is asked to stop. */
export type Duty = (services: Services, stop?: AbortSignal) => Promise<DutyReport>;

/**
 * Finds what is due and acts on each case in a transaction of its own, so that a bad one holds up no other. `act` claims its
 * case, looks again whether it is due, and answers `false` when there was nothing to do. Several instances may do the same at once.
 */
export function duty<Case extends { readonly id: string }>(
  find: (db: Queryable, now: Now) => Promise<readonly Case[]>,
  act: (tx: Queryable, due: Case, now: Now) => ReturnType<Work<unknown>>,
): Duty {
  return async (services, stop) => {
    const { database, clock } = services;
    const instant = clock.now();
    const now = { at: instant.toString(), date: chinaDate(instant), calendar: await services.calendar() };
    const failures: Failure[] = [];
    let done = 0;
    for (const due of await find(database, now)) {
      if (stop?.aborted === true) break;
      try {
        if ((await transaction(database, (tx) => act(tx, due, now))) !== false) done += 1;
      } catch (error) {
        // Somebody was faster, or the rules say that it is not due after all.
        if (movedMeanwhile(error) || error instanceof Refused) continue;
        failures.push({ id: due.id, error });
        // Without the database no other case will fare better: this throws, and the round is begun again later.
        await database.row(findLastRound);
      }
    }
    return { done, failures };
  };
}

/** A duty that claims its own cases and only counts them; what goes wrong in it is named by the first that did. */
export function counted(work: (services: Services) => Promise<number>): Duty {
  return async (services) => {
    try {
      return { done: await work(services), failures: [] };
    } catch (error) {
      await services.database.row(findLastRound);
      return { done: 0, failures: [{ id: work.name, error }] };
    }
  };
}
