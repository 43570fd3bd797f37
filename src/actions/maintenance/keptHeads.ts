import { gatherHeads, type HeadList, tagBytes } from '../../domain/log/headList.ts';
import { type Checkpoint, readCheckpointText, readNote } from '../../domain/log/note.ts';
import { isNoteBy } from '../../outside/log/noteKey.ts';
import { sha256 } from '../../outside/log/sha256.ts';
import type { PublicLog } from '../log/publicLog.ts';
import type { Disagreement } from './comparison.ts';

/** Heads of the log that were signed and kept outside the database. */
export interface KeptHeads {
  readonly heads: HeadList;
  readonly bad: Disagreement | null;
}

const keptFile = 'log/kept-checkpoints';

/**
 * Read before the database is: what is kept was recorded there first, so a log that grows meanwhile is not behind its files. Of
 * the signatures only the last one's is verified: that of another is asked for where its root is not the one of the leaves.
 */
export async function readKeptHeads(publicLog: PublicLog): Promise<KeptHeads> {
  const gathered = gatherHeads();
  let bad: Disagreement | null = null;
  let [last, size] = ['', 0];
  for await (const note of publicLog.folder.kept()) {
    const head = headOf(note);
    if (head === undefined) bad ??= notOurs(keptFile, '');
    else gathered.add(head.size, head.root, tagOf(note));
    if (head !== undefined && head.size >= size) [last, size] = [note, head.size];
  }
  const { heads, torn } = gathered.list();
  if (torn !== undefined) bad ??= twoRoots(keptFile, torn);
  if (size > 0 && !isNoteBy(publicLog.key, last)) bad ??= notOurs(keptFile, String(size));
  return { heads, bad };
}

/** Why a head is not the one of the leaves: nobody has signed it, or the leaves are others than those that were signed. */
export async function findUnsigned({ folder, key }: PublicLog, size: number): Promise<Disagreement | null> {
  for await (const note of folder.kept()) {
    if (headOf(note)?.size === size && !isNoteBy(key, note)) return notOurs(keptFile, String(size));
  }
  return null;
}

export function headOf(note: string): Checkpoint | undefined {
  return readCheckpointText(readNote(note)?.text ?? '');
}

/** Of the text and our own signature, without what witnesses have put behind it. */
export function tagOf(note: string): Uint8Array {
  const own = note.slice(0, note.indexOf('\n', note.indexOf('\n\n') + 2) + 1);
  return sha256(new TextEncoder().encode(own)).subarray(0, tagBytes);
}

export function notOurs(table: string, id: string): Disagreement {
  return { table, id, problem: '检查点不是用本日志的密钥签发的' };
}

export function twoRoots(table: string, size: number): Disagreement {
  return { table, id: String(size), problem: '同样多的条目有两个不同的检查点' };
}
