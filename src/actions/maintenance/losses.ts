import type { LeafWithRow } from '../../store/logVerification.ts';
import { lossAction } from '../log/mendLog.ts';
import type { Disagreement } from './comparison.ts';

/** Leaves without rows after an older backup was restored: each run of them is followed by the ledger's own word of it. */
export interface Losses {
  add(leaf: LeafWithRow): Disagreement | null;
  /** At the end of the log: a run nobody has accounted for. */
  unexplained(size: number): Disagreement | null;
  count(): number;
}

export function startLosses(): Losses {
  let [count, from]: [number, number | null] = [0, null];
  return {
    add(leaf) {
      if (leaf.lost) {
        count += 1;
        from ??= leaf.index;
        return null;
      }
      const begun = from;
      from = null;
      if (begun === null || tells(leaf, begun)) return null;
      return unaccounted(begun);
    },
    unexplained: () => (from === null ? null : unaccounted(from)),
    count: () => count,
  };
}

/** The row right behind the run is in the log since then: nobody can put it there afterwards. */
function tells({ index, kind, row }: LeafWithRow, from: number): boolean {
  const detail = row?.detail as { from?: unknown; until?: unknown } | undefined;
  return kind === 'ledger' && row?.action === lossAction && detail?.from === from && detail.until === index;
}

function unaccounted(from: number): Disagreement {
  return { table: 'log_leaf', id: String(from), problem: '日志条目被标为丢失,但台账没有记载' };
}
