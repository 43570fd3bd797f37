import { gatherHeads, type HeadList } from '../../domain/log/headList.ts';
import { sameHash } from '../../domain/log/merkle.ts';
import { isNoteBy, type NoteSigner } from '../../outside/log/noteKey.ts';
import type { Queryable } from '../../store/database.ts';
import { pageOfCheckpoints, type RecordedCheckpoint } from '../../store/logVerification.ts';
import type { PublicLog } from '../log/publicLog.ts';
import type { Disagreement } from './comparison.ts';
import { headOf, type KeptHeads, notOurs, tagOf, twoRoots } from './keptHeads.ts';

/** Every head of the log that was ever signed: the kept ones, and those the database has recorded. */
export interface SignedHeads {
  readonly all: HeadList;
  readonly kept: HeadList;
  readonly recorded: number;
  readonly bad: Disagreement | null;
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

const [noRoot, noTag] = [new Uint8Array(), new Uint8Array()];
