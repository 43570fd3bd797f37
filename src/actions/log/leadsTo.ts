import { type Edge, growFrom } from '../../domain/log/edge.ts';
import { leafData } from '../../domain/log/leaf.ts';
import { sameHash } from '../../domain/log/merkle.ts';
import type { Checkpoint } from '../../domain/log/note.ts';
import { treeHasher } from '../../outside/log/sha256.ts';
import type { Queryable } from '../../store/database.ts';
import { type LogHead, leavesBetween } from '../../store/log.ts';

/** Leaves that are read together. */
export const leavesAtOnce = 4096;

/** Newest checkpoint of the database, and of the files. */
export interface Heads {
  readonly head: LogHead;
  readonly kept: Checkpoint | undefined;
}

/** Whether the leaves of the database make the trees that were signed. */
export async function leadsTo(tx: Queryable, edge: Edge, { head, kept }: Heads): Promise<boolean> {
  const tree = growFrom(treeHasher, edge);
  const signed = [...(kept === undefined ? [] : [kept]), head];
  const fits = () => signed.every(({ size, root }) => size !== tree.size || sameHash(root, tree.root()));
  for (let from = edge.size; from < head.size; from += leavesAtOnce) {
    const leaves = await tx.rows(leavesBetween, from, Math.min(head.size, from + leavesAtOnce));
    for (const { index, kind, commitment } of leaves) {
      if (index !== tree.size) return false;
      tree.append(treeHasher.leaf(leafData(kind, commitment)));
      if (!fits()) return false;
    }
  }
  return tree.size === head.size;
}
