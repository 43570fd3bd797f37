import { emptyEdge, rootOfEdge } from '../../domain/log/edge.ts';
import { leafData } from '../../domain/log/leaf.ts';
import { sameHash } from '../../domain/log/merkle.ts';
import type { Checkpoint } from '../../domain/log/note.ts';
import { treeHasher } from '../../outside/log/sha256.ts';
import type { Queryable } from '../../store/database.ts';
import { leavesBetween } from '../../store/log.ts';
import type { Recorded } from './append.ts';
import { type Heads, leadsTo, leavesAtOnce } from './leadsTo.ts';
import type { ForLog, PublicLog } from './publicLog.ts';
import { type LogRefusal, readStanding } from './readStanding.ts';
import { readEdge } from './readTiles.ts';
import { openTileWriter, type TileWriter } from './tileWriter.ts';

/** Tiles of a recorded checkpoint that are not written yet. */
export interface Ready extends Recorded {
  readonly writer: TileWriter;
}

/**
 * Brings the files up to what the database has recorded; `damaged`: also when they seem to be there; tiles that are ready are written
 * if they still are what comes next. Asked by whoever holds the log; whatever was begun is begun again.
 */
export async function publish(
  tx: Queryable,
  { publicLog }: ForLog,
  how?: 'damaged' | Ready,
): Promise<LogRefusal | 'even'> {
  const { kind, head, kept } = await readStanding(tx, publicLog);
  if (kind !== 'even' && kind !== 'behind') return kind;
  if (head === undefined || (kind === 'even' && how !== 'damaged')) return 'even';
  // Its tiles go on from those that were kept when it was recorded, and nobody has recorded anything since.
  const ready = typeof how === 'object' && how.note === head.note && how.from === (kept?.size ?? 0);
  const writer = ready ? how.writer : await writeJudged(tx, publicLog, { head, kept });
  if (writer === 'forked') return 'forked';
  await writer.finish();
  await publicLog.folder.putCheckpoint(head.note, head.at);
  return 'even';
}

/** Judged first and written after: what was kept is never replaced by something that does not lead to a signed root. */
async function writeJudged(tx: Queryable, publicLog: PublicLog, { head, kept }: Heads): Promise<TileWriter | 'forked'> {
  const writer = (await openKept(publicLog, kept)) ?? (await openTileWriter(publicLog.folder, emptyEdge));
  if (writer === undefined) throw new Error('tiles of the log have gone in this moment');
  if (!(await leadsTo(tx, writer.edge(), { head, kept }))) return 'forked';
  for (let from = writer.size; from < head.size; from += leavesAtOnce) {
    for (const { kind, commitment } of await tx.rows(leavesBetween, from, Math.min(head.size, from + leavesAtOnce)))
      writer.append(leafData(kind, commitment));
    await writer.flush();
  }
  return writer;
}

/** Goes on where the kept tiles end; undefined when they are not whole. */
export async function openKept({ folder }: PublicLog, kept: Checkpoint | undefined): Promise<TileWriter | undefined> {
  if (kept === undefined) return openTileWriter(folder, emptyEdge);
  const edge = await readEdge(folder, kept.size);
  if (edge === undefined || !sameHash(rootOfEdge(treeHasher, edge), kept.root)) return undefined;
  return openTileWriter(folder, edge);
}
