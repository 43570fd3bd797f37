import { randomBytes } from 'node:crypto';
import { leafData } from '../../domain/log/leaf.ts';
import { checkpointText, formatNote } from '../../domain/log/note.ts';
import { signNote } from '../../outside/log/noteKey.ts';
import { type CommittedRow, currentForm } from '../../store/committedRows.ts';
import type { Queryable } from '../../store/database.ts';
import { dropWaiting, insertCheckpoint, insertLeaves, type WaitingRow } from '../../store/log.ts';
import { commitTo } from './commitment.ts';
import type { Grown } from './grown.ts';
import type { ForLog } from './publicLog.ts';

/** A checkpoint that is recorded and not shown yet. */
export interface Recorded {
  /** Leaves of the tree before it. */
  readonly from: number;
  readonly note: string;
}

/**
 * Waiting rows become the next leaves, under a checkpoint that is recorded here and shown only after the transaction. Undefined: none of
 * the rows becomes a leaf.
 */
export async function append(
  tx: Queryable,
  { publicLog, clock }: Pick<ForLog, 'publicLog' | 'clock'>,
  grown: Grown,
  waiting: readonly WaitingRow[],
): Promise<Recorded | undefined> {
  const from = grown.size;
  await tx.rows(
    dropWaiting,
    waiting.map(({ id }) => id),
  );
  const taken = waiting.filter(hasRow);
  if (taken.length === 0) return undefined;
  const salts = randomBytes(saltBytes * taken.length);
  const leaves = taken.map((row, n) => leafOf(row, salts.subarray(n * saltBytes, (n + 1) * saltBytes)));
  for (const { kind, commitment } of leaves) grown.append(leafData(kind, commitment));
  const checkpoint = { origin: publicLog.key.name, size: grown.size, root: grown.root() };
  const text = checkpointText(checkpoint);
  const note = formatNote({ text, signatures: [signNote(publicLog.key, text)] });
  const column = <K extends keyof Leaf>(key: K) => leaves.map((leaf) => leaf[key]);
  const rowOf = [column('kind'), column('entryId'), column('eventSeq'), column('ledgerSeq')] as const;
  await tx.rows(insertLeaves, from, ...rowOf, column('salt'), column('commitment'));
  await tx.rows(insertCheckpoint, checkpoint.size, checkpoint.root, clock.now().toString(), note);
  return { from, note };
}

const saltBytes = 32;

type Leaf = ReturnType<typeof leafOf>;

/** A row that is gone, or has its leaf, only leaves the queue. */
function hasRow(waiting: WaitingRow): waiting is WaitingRow & { row: CommittedRow } {
  return waiting.row !== null && !waiting.taken;
}

function leafOf(
  { kind, entryId, eventSeq, ledgerSeq, row, about }: WaitingRow & { row: CommittedRow },
  salt: Uint8Array,
) {
  return {
    kind,
    entryId,
    eventSeq,
    ledgerSeq,
    salt,
    commitment: commitTo(kind, { row, about, form: currentForm }, salt),
  };
}
