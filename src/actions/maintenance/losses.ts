import { type Loss, readLossText } from '../../domain/log/loss.ts';
import { sameHash } from '../../domain/log/merkle.ts';
import { readNote } from '../../domain/log/note.ts';
import { isNoteBy } from '../../outside/log/noteKey.ts';
import type { LeafWithRow } from '../../store/logVerification.ts';
import { lossAction } from '../log/mendLog.ts';
import type { PublicLog } from '../log/publicLog.ts';
import type { Disagreement } from './comparison.ts';

/** Leaves without rows after an older backup was restored: each run of them is one that was signed for, and the ledger tells of it. */
export interface Losses {
  /** `root`: of the tree before this leaf. */
  add(leaf: LeafWithRow, root: () => Uint8Array): Disagreement | null;
  /** At the end of the log: a run nobody has accounted for. */
  unexplained(size: number): Disagreement | null;
  count(): number;
}

/** What the key of the log has signed about losses, in a file that the database cannot touch. */
export async function readKeptLosses({ folder, key }: PublicLog): Promise<readonly Loss[]> {
  const losses: Loss[] = [];
  for await (const note of folder.losses()) {
    const loss = readLossText(readNote(note)?.text ?? '');
    if (loss?.origin === key.name && isNoteBy(key, note)) losses.push(loss);
  }
  return losses;
}

export function startLosses(kept: readonly Loss[]): Losses {
  let [count, from]: [number, number | null] = [0, null];
  return {
    add(leaf, root) {
      if (leaf.lost) {
        count += 1;
        from ??= leaf.index;
        return null;
      }
      const begun = from;
      from = null;
      if (begun === null) return null;
      const signed = kept.some(
        (loss) => loss.from === begun && loss.until === leaf.index && sameHash(loss.root, root()),
      );
      return signed && tells(leaf, begun) ? null : unaccounted(begun);
    },
    unexplained: () => (from === null ? null : unaccounted(from)),
    count: () => count,
  };
}

/** The row right behind the run. */
function tells({ index, kind, row }: LeafWithRow, from: number): boolean {
  const detail = row?.detail as { from?: unknown; until?: unknown } | undefined;
  return kind === 'ledger' && row?.action === lossAction && detail?.from === from && detail.until === index;
}

function unaccounted(from: number): Disagreement {
  return { table: 'log_leaf', id: String(from), problem: '日志条目被标为丢失,但没有签字留存的恢复记录' };
}
