import type { Queryable } from '../../store/database.ts';
import { lockLog, waitingRows } from '../../store/log.ts';
import { transaction } from '../../store/transaction.ts';
import { append } from './append.ts';
import type { ForLog } from './publicLog.ts';
import { openKept, publish, type Ready } from './publish.ts';
import { type LogRefusal, readStanding } from './readStanding.ts';

export type Sequenced =
  /** Somebody else is at it. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'refused'; readonly why: LogRefusal }
  | { readonly kind: 'done'; readonly taken: number };

/** Rows that become leaves under one checkpoint. */
export const atOnce = 4000;

/**
 * One round: what was recorded and not yet shown is shown, waiting rows become leaves under a signed checkpoint in the
 * database, and then that is shown. Killed anywhere in between, the next round goes on from there.
 */
export async function sequence(services: ForLog): Promise<Sequenced> {
  const before = await held(services, (tx) => publish(tx, services));
  if (before !== 'even') return before === 'busy' ? { kind: 'busy' } : { kind: 'refused', why: before };
  let taken = await held(services, (tx) => take(tx, services));
  if (taken === 'damaged') {
    const repaired = await held(services, (tx) => publish(tx, services, 'damaged'));
    taken = repaired === 'even' ? await held(services, (tx) => take(tx, services)) : repaired;
  }
  if (taken === 'damaged') return { kind: 'refused', why: 'forked' };
  if (typeof taken === 'string') return taken === 'busy' ? { kind: 'busy' } : { kind: 'refused', why: taken };
  const { rows, ready } = taken;
  const after = ready === undefined ? 'even' : await held(services, (tx) => publish(tx, services, ready));
  return after === 'even' || after === 'busy' ? { kind: 'done', taken: rows } : { kind: 'refused', why: after };
}

/** In one transaction that holds the log. */
function held<T>({ database }: ForLog, work: (tx: Queryable) => Promise<T>): Promise<T | 'busy'> {
  return transaction(database, async (tx) => ((await tx.row(lockLog))?.mine === true ? work(tx) : 'busy'));
}

interface Taken {
  /** Rows that have left the queue. */
  readonly rows: number;
  readonly ready: Ready | undefined;
}

async function take(tx: Queryable, services: ForLog): Promise<Taken | LogRefusal | 'busy' | 'damaged'> {
  const { publicLog } = services;
  const { kind: standing, kept } = await readStanding(tx, publicLog);
  // Somebody has recorded meanwhile what is not shown yet.
  if (standing === 'behind') return 'busy';
  if (standing !== 'even') return standing;
  const waiting = await tx.rows(waitingRows, atOnce, null);
  if (waiting.length === 0) return { rows: 0, ready: undefined };
  const writer = await openKept(publicLog, kept);
  if (writer === undefined) return 'damaged';
  const recorded = await append(tx, services, writer, waiting);
  return { rows: waiting.length, ready: recorded && { ...recorded, writer } };
}
