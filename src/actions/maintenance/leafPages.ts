import type { Queryable } from '../../store/database.ts';
import { type LeafWithRow, leavesWithRows } from '../../store/logVerification.ts';
import { UnreadableSeal } from '../../store/seal.ts';

export interface LeafPage {
  readonly leaves: readonly LeafWithRow[];
  /** What stands behind them cannot be read. */
  readonly fault?: UnreadableSeal;
}

/** A page whose rows cannot all be opened is read up to the first of those: what is found before it is named first. */
export async function readLeaves(tx: Queryable, from: number, until: number): Promise<LeafPage> {
  try {
    return { leaves: await tx.rows(leavesWithRows, from, until) };
  } catch (fault) {
    if (!(fault instanceof UnreadableSeal)) throw fault;
    if (until - from === 1) return { leaves: [], fault };
    const middle = Math.floor((from + until) / 2);
    const first = await readLeaves(tx, from, middle);
    if (first.fault !== undefined) return first;
    const second = await readLeaves(tx, middle, until);
    return { ...second, leaves: [...first.leaves, ...second.leaves] };
  }
}
