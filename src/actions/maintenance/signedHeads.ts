import { sameHash } from '../../domain/log/merkle.ts';
import { readCheckpointText, readNote } from '../../domain/log/note.ts';
import { isNoteBy } from '../../outside/log/noteKey.ts';
import type { Queryable } from '../../store/database.ts';
import { recordedCheckpoints } from '../../store/logVerification.ts';
import type { PublicLog } from '../log/publicLog.ts';
import type { Disagreement } from './comparison.ts';

/** Every head of the log that was ever signed: those of the kept files, and those the database has recorded. */
export interface SignedHeads {
  /** By size; kept ones go before recorded ones. */
  readonly roots: ReadonlyMap<number, Uint8Array>;
  /** Sizes in their order. */
  readonly sizes: readonly number[];
  readonly checkpoints: number;
  readonly kept: number;
  /** Leaves of the largest kept one. */
  readonly keptSize: number;
  readonly bad: Disagreement | null;
}

/** Read before the database is: what is kept was recorded there first, so a log that grows meanwhile is not behind its files. */
export async function readKeptNotes({ folder }: PublicLog): Promise<ReadonlySet<string>> {
  const notes = new Set<string>();
  for await (const note of folder.kept()) notes.add(note);
  return notes;
}

export async function readSignedHeads(
  tx: Queryable,
  { key }: PublicLog,
  keptNotes: ReadonlySet<string>,
): Promise<SignedHeads> {
  const roots = new Map<number, Uint8Array>();
  let bad: Disagreement | null = null;
  const add = (table: string, note: string, recorded?: { readonly size: number; readonly root: Uint8Array }) => {
    const head = readCheckpointText(readNote(note)?.text ?? '');
    const known = roots.get(head?.size ?? -1);
    const id = String(recorded?.size ?? head?.size ?? '');
    // Told already, when it was kept and is wrong.
    const judged = recorded !== undefined && keptNotes.has(note);
    if (head === undefined || !(judged || isNoteBy(key, note)))
      bad ??= { table, id, problem: '检查点不是用本日志的密钥签发的' };
    else if (recorded !== undefined && (recorded.size !== head.size || !sameHash(recorded.root, head.root)))
      bad ??= { table, id, problem: '检查点与其签名的内容不一致' };
    else if (known !== undefined && !sameHash(known, head.root))
      bad ??= { table, id, problem: '同样多的条目有两个不同的检查点' };
    else roots.set(head.size, head.root);
  };
  for (const note of keptNotes) add('log/kept-checkpoints', note);
  const keptSize = roots.keys().reduce((most, size) => Math.max(most, size), 0);
  const kept = roots.size;
  const recorded = await tx.rows(recordedCheckpoints);
  for (const one of recorded) add('log_checkpoint', one.note, one);
  const sizes = [...roots.keys()].sort((a, b) => a - b);
  return { roots, sizes, checkpoints: recorded.length, kept, keptSize, bad };
}
