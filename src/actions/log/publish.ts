import { emptyEdge, rootOfEdge } from '../../domain/log/edge.ts';
import { leafData } from '../../domain/log/leaf.ts';
import { sameHash } from '../../domain/log/merkle.ts';
import { type Checkpoint, readCheckpointText, readNote } from '../../domain/log/note.ts';
import { isNoteBy } from '../../outside/log/noteKey.ts';
import { treeHasher } from '../../outside/log/sha256.ts';
import type { Queryable } from '../../store/database.ts';
import { findHead, type LogHead, leavesBetween } from '../../store/log.ts';
import type { Services } from '../services.ts';
import type { PublicLog } from './publicLog.ts';
import { readEdge } from './readTiles.ts';
import { openTileWriter, type TileWriter } from './tileWriter.ts';

/** Why the log must not grow: signing on would show two different pasts. */
export type LogRefusal = 'ahead' | 'forked' | 'otherKey';

const leavesAtOnce = 4096;

interface Standing {
  readonly kind: LogRefusal | 'even' | 'behind';
  /** Newest in the database. */
  readonly head: LogHead | undefined;
  /** Newest among the files. */
  readonly kept: Checkpoint | undefined;
}

/** How the files stand to the database. The files are read first: whoever does not hold the log may see them grow. */
export async function readStanding(queryable: Pick<Queryable, 'row'>, { folder, key }: PublicLog): Promise<Standing> {
  const note = await folder.checkpoint();
  const head = await queryable.row(findHead);
  const kept = note === undefined ? undefined : readCheckpointText(readNote(note)?.text ?? '');
  const notes = [note, head?.note].filter((one) => one !== undefined);
  const known = notes.every((one) => isNoteBy(key, one)) && (note === undefined) === (kept === undefined);
  return { kind: known ? compare(head, kept) : 'otherKey', head, kept };
}

function compare(head: LogHead | undefined, kept: Checkpoint | undefined): Standing['kind'] {
  if (kept === undefined) return head === undefined ? 'even' : 'behind';
  if (head === undefined || kept.size > head.size) return 'ahead';
  if (kept.size < head.size) return 'behind';
  return sameHash(kept.root, head.root) ? 'even' : 'forked';
}

/**
 * Brings the files up to what the database has recorded; `damaged`: also when they seem to be there. Asked by whoever holds
 * the log; whatever was begun is begun again.
 */
export async function publish(tx: Queryable, services: Services, damaged = false): Promise<LogRefusal | 'even'> {
  const { publicLog } = services;
  const { kind, head, kept } = await readStanding(tx, publicLog);
  if (kind !== 'even' && kind !== 'behind') return kind;
  if (head === undefined || (kind === 'even' && !damaged)) return 'even';
  const writer = await openAt(publicLog, kept);
  while (writer.size < head.size) {
    const until = Math.min(head.size, writer.size + leavesAtOnce);
    for (const { index, kind, commitment } of await tx.rows(leavesBetween, writer.size, until)) {
      if (index !== writer.size) return 'forked';
      writer.append(leafData(kind, commitment));
      if (kept?.size === writer.size && !sameHash(kept.root, writer.root())) return 'forked';
    }
    if (writer.size < until) return 'forked';
    await writer.flush();
  }
  if (!sameHash(writer.root(), head.root)) return 'forked';
  await writer.finish();
  await publicLog.folder.putCheckpoint(head.note, head.at);
  return 'even';
}

/** Where the kept tiles end; from the beginning when they are not whole. */
async function openAt({ folder }: PublicLog, kept: Checkpoint | undefined): Promise<TileWriter> {
  const edge = kept === undefined ? undefined : await readEdge(folder, kept.size);
  const whole = edge !== undefined && kept !== undefined && sameHash(rootOfEdge(treeHasher, edge), kept.root);
  const going = whole ? await openTileWriter(folder, edge) : undefined;
  const fresh = going ?? (await openTileWriter(folder, emptyEdge));
  if (fresh === undefined) throw new Error('an empty log has no tiles that could be missing');
  return fresh;
}
