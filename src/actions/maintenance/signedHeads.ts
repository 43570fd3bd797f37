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

export async function readSignedHeads(tx: Queryable, { folder, key }: PublicLog): Promise<SignedHeads> {
  const roots = new Map<number, Uint8Array>();
  const seen = new Set<string>();
  let bad: Disagreement | null = null;
  const add = (table: string, note: string, recorded?: { readonly size: number; readonly root: Uint8Array }) => {
    const head = readCheckpointText(readNote(note)?.text ?? '');
    const known = roots.get(head?.size ?? -1);
    const id = String(recorded?.size ?? head?.size ?? '');
    if (head === undefined || !isNoteBy(key, note)) bad ??= { table, id, problem: '检查点不是用本日志的密钥签发的' };
    else if (recorded !== undefined && (recorded.size !== head.size || !sameHash(recorded.root, head.root)))
      bad ??= { table, id, problem: '检查点与其签名的内容不一致' };
    else if (known !== undefined && !sameHash(known, head.root))
      bad ??= { table, id, problem: '同样多的条目有两个不同的检查点' };
    else roots.set(head.size, head.root);
  };
  for await (const note of folder.kept()) {
    if (!seen.has(note)) add('log/kept-checkpoints', note);
    seen.add(note);
  }
  const keptSize = Math.max(0, ...roots.keys());
  const kept = roots.size;
  const recorded = await tx.rows(recordedCheckpoints);
  for (const one of recorded) add('log_checkpoint', one.note, one);
  const sizes = [...roots.keys()].sort((a, b) => a - b);
  return { roots, sizes, checkpoints: recorded.length, kept, keptSize, bad };
}
