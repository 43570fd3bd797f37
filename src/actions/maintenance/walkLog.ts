import { setImmediate as turn } from 'node:timers/promises';
import { type Growing, growFrom } from '../../domain/log/edge.ts';
import { leafData } from '../../domain/log/leaf.ts';
import { sameHash } from '../../domain/log/merkle.ts';
import { treeHasher } from '../../outside/log/sha256.ts';
import type { Queryable } from '../../store/database.ts';
import type { LeafWithRow } from '../../store/logVerification.ts';
import type { PublicLog } from '../log/publicLog.ts';
import { compareLeaf, missingLeaf, nameOf } from './compareLeaf.ts';
import type { Disagreement } from './comparison.ts';
import { findUnsigned } from './keptHeads.ts';
import { keptTilesHold, missingTile, openKeptLeaves } from './keptLeaves.ts';
import { readLeaves } from './leafPages.ts';
import type { Losses } from './losses.ts';
import type { SignedHeads } from './signedHeads.ts';

interface Walk {
  readonly publicLog: PublicLog;
  readonly heads: SignedHeads;
  readonly losses: Losses;
  readonly until: number;
  readonly tell: (done: number, of: number) => void;
}

const leavesAtOnce = 2000;

/** Leaf by leaf, up to the first that does not agree; `size` is how many did. */
export async function walkLog(tx: Queryable, walk: Walk): Promise<{ size: number; bad: Disagreement | null }> {
  const tree = growFrom(treeHasher);
  const kept = openKeptLeaves(walk.publicLog.folder, walk.heads.kept.largest);
  let next = readLeaves(tx, 0, leavesAtOnce);
  try {
    for (let from = 0; from < walk.until; from += leavesAtOnce) {
      const page = await next;
      // While these are compared, the database reads the next ones.
      next = readLeaves(tx, from + leavesAtOnce, from + 2 * leavesAtOnce);
      await turn();
      // Also where somebody has put a leaf far behind the end: nobody waits for the pages in between.
      if (page.leaves.length === 0 && page.fault === undefined) return { size: tree.size, bad: missingLeaf(tree.size) };
      for (const leaf of page.leaves) {
        const missing = await kept.load(tree.size);
        if (missing !== undefined) return { size: tree.size, bad: missingTile(missing) };
        const bad =
          compareLeaf(leaf, tree.size) ??
          walk.losses.add(leaf, tree.root) ??
          (await grow(walk, tree, leaf, kept.at(tree.size)));
        if (bad !== null) return { size: tree.size, bad };
      }
      if (page.fault !== undefined) throw page.fault;
      walk.tell(Math.min(walk.until, from + leavesAtOnce), walk.until);
    }
    return { size: tree.size, bad: null };
  } finally {
    await next;
  }
}

/** Takes the leaf in, unless it is not the one that was published, or does not lead to the root that was signed. */
async function grow(
  { publicLog, heads }: Walk,
  tree: Growing,
  leaf: LeafWithRow,
  published: Uint8Array | undefined,
): Promise<Disagreement | null> {
  const hash = treeHasher.leaf(leafData(leaf.kind, leaf.commitment));
  if (published !== undefined && !sameHash(published, hash)) {
    const rewritten = `与日志第${leaf.index}条公布的内容不一致:这一行和它的日志条目都被改写`;
    if (await keptTilesHold(publicLog.folder, tree.edge(), heads)) return { ...nameOf(leaf), problem: rewritten };
    return { table: 'log', id: `tile/0:${leaf.index}`, problem: '留存的文件与签发的检查点不一致' };
  }
  tree.append(hash);
  const root = heads.all.rootOf(tree.size);
  if (root === undefined || sameHash(root, tree.root())) return null;
  const unsigned = await findUnsigned(publicLog, tree.size);
  if (unsigned !== null) return unsigned;
  const before = heads.all.below(tree.size);
  const problem = `日志第${before}至${tree.size - 1}条与签发的检查点不一致`;
  return { table: 'log_leaf', id: String(before), problem };
}
