import type { Queryable, Statement } from '../../store/database.ts';

/**
 * Writes a handful of rows in one statement. A row that was changed between reading and writing is not written over:
 * the whole import ends as a fault, and the job tries it again.
 */
export async function writeRows(
  tx: Queryable,
  write: Statement<{ target: string }, readonly [batchId: string, rows: string]>,
  batchId: string,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  const written = await tx.rows(write, batchId, JSON.stringify(rows));
  if (written.length !== rows.length) throw new Error(`${write.name}: a row was changed by somebody else meanwhile`);
}
