import { type Edge, emptyEdge, growFrom, rootOfEdge } from '../../domain/log/edge.ts';
import { leafData } from '../../domain/log/leaf.ts';
import { sameHash } from '../../domain/log/merkle.ts';
import type { Checkpoint } from '../../domain/log/note.ts';
import { treeHasher } from '../../outside/log/sha256.ts';
import type { Queryable } from '../../store/database.ts';
import { type LogHead, leavesBetween } from '../../store/log.ts';
import type { ForLog, PublicLog } from './publicLog.ts';
import { type LogRefusal, readStanding } from './readStanding.ts';
import { readEdge } from './readTiles.ts';
import { openTileWriter } from './tileWriter.ts';

const leavesAtOnce = 4096;

/**
 * Brings the files up to what the database has recorded; `damaged`: also when they seem to be there. Asked by whoever holds
 * the log; whatever was begun is begun again.
 */
export async function publish(tx: Queryable, services: ForLog, damaged = false): Promise<LogRefusal | 'even'> {
  const { publicLog } = services;
  const { kind, head, kept } = await readStanding(tx, publicLog);
  if (kind !== 'even' && kind !== 'behind') return kind;
  if (head === undefined || (kind === 'even' && !damaged)) return 'even';
  const edge = await keptEdge(publicLog, kept);
  // Judged first and written after: what was kept is never replaced by something that does not lead to a signed root.
  if (!(await leadsTo(tx, edge, { head, kept }))) return 'forked';
  const writer = await openTileWriter(publicLog.folder, edge);
  if (writer === undefined) throw new Error('tiles of the log have gone in this moment');
  for (let from = writer.size; from < head.size; from += leavesAtOnce) {
    for (const { kind: of, commitment } of await tx.rows(leavesBetween, from, Math.min(head.size, from + leavesAtOnce)))
      writer.append(leafData(of, commitment));
    await writer.flush();
  }
  await writer.finish();
  await publicLog.folder.putCheckpoint(head.note, head.at);
  return 'even';
}

/** Whether the leaves of the database make the trees that were signed. */
async function leadsTo(
  tx: Queryable,
  edge: Edge,
  { head, kept }: { readonly head: LogHead; readonly kept: Checkpoint | undefined },
): Promise<boolean> {
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

/** Where the kept tiles end; the beginning when they are not whole. */
async function keptEdge({ folder }: PublicLog, kept: Checkpoint | undefined): Promise<Edge> {
  const edge = kept === undefined ? undefined : await readEdge(folder, kept.size);
  if (edge === undefined || kept === undefined || !sameHash(rootOfEdge(treeHasher, edge), kept.root)) return emptyEdge;
  return (await openTileWriter(folder, edge)) === undefined ? emptyEdge : edge;
}
