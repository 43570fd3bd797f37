import { gatherHeads, type HeadList, tagBytes } from '../../domain/log/headList.ts';
import { sameHash } from '../../domain/log/merkle.ts';
import { type Checkpoint, readCheckpointText, readNote } from '../../domain/log/note.ts';
import { isNoteBy, type NoteSigner } from '../../outside/log/noteKey.ts';
import { sha256 } from '../../outside/log/sha256.ts';
import type { Queryable } from '../../store/database.ts';
import { pageOfCheckpoints, type RecordedCheckpoint } from '../../store/logVerification.ts';
import type { PublicLog } from '../log/publicLog.ts';
import type { Disagreement } from './comparison.ts';

/** Heads of the log that were signed and kept outside the database. */
export interface KeptHeads {
  readonly heads: HeadList;
  readonly bad: Disagreement | null;
}

/** Every head of the log that was ever signed: the kept ones, and those the database has recorded. */
export interface SignedHeads {
  readonly all: HeadList;
  readonly kept: HeadList;
  readonly recorded: number;
  readonly bad: Disagreement | null;
}

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

export async function readSignedHeads(tx: Queryable, { key }: PublicLog, kept: KeptHeads): Promise<SignedHeads> {
  const gathered = gatherHeads();
  // The kept ones first: of two with one size, the first is believed.
  for (let size = kept.heads.above(-1); size !== undefined; size = kept.heads.above(size))
    gathered.add(size, kept.heads.rootOf(size) ?? noRoot, kept.heads.tagOf(size) ?? noTag);
  let [recorded, bad] = [0, kept.bad];
  for (let after = -1; ; ) {
    const page = await tx.rows(pageOfCheckpoints, after);
    const last = page.at(-1);
    if (last === undefined) break;
    recorded += page.length;
    for (const one of page) {
      bad ??= judge(one, kept.heads, key);
      gathered.add(one.size, one.root, tagOf(one.note));
    }
    after = last.size;
  }
  return { all: gathered.list().heads, kept: kept.heads, recorded, bad };
}

/** A note that is kept letter for letter needs no look at its signature. */
function judge({ size, root, note }: RecordedCheckpoint, kept: HeadList, key: NoteSigner): Disagreement | null {
  const head = headOf(note);
  const keptTag = kept.tagOf(size);
  const isKept = keptTag !== undefined && sameHash(keptTag, tagOf(note));
  if (head === undefined || !(isKept || isNoteBy(key, note))) return notOurs('log_checkpoint', String(size));
  if (head.size !== size || !sameHash(head.root, root))
    return { table: 'log_checkpoint', id: String(size), problem: '检查点与其签名的内容不一致' };
  const keptRoot = kept.rootOf(size);
  return keptRoot === undefined || sameHash(keptRoot, root) ? null : twoRoots('log_checkpoint', size);
}

/** Why a head is not the one of the leaves: nobody has signed it, or the leaves are others than those that were signed. */
export async function findUnsigned({ folder, key }: PublicLog, size: number): Promise<Disagreement | null> {
  for await (const note of folder.kept()) {
    if (headOf(note)?.size === size && !isNoteBy(key, note)) return notOurs(keptFile, String(size));
  }
  return null;
}

const keptFile = 'log/kept-checkpoints';
const [noRoot, noTag] = [new Uint8Array(), new Uint8Array()];

function headOf(note: string): Checkpoint | undefined {
  return readCheckpointText(readNote(note)?.text ?? '');
}

/** Of the text and our own signature, without what witnesses have put behind it. */
function tagOf(note: string): Uint8Array {
  const own = note.slice(0, note.indexOf('\n', note.indexOf('\n\n') + 2) + 1);
  return sha256(new TextEncoder().encode(own)).subarray(0, tagBytes);
}

function notOurs(table: string, id: string): Disagreement {
  return { table, id, problem: '检查点不是用本日志的密钥签发的' };
}

function twoRoots(table: string, size: number): Disagreement {
  return { table, id: String(size), problem: '同样多的条目有两个不同的检查点' };
}
