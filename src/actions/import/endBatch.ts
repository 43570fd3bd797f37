import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { type BatchState, type Counts, endBatch as ended } from '../../store/imports.ts';

const nothing: Counts = { rows: 0, taken: 0, unchanged: 0, refused: 0 };

/** Writes how a batch ended and what it counted. */
export async function endBatch(
  db: Queryable,
  at: Temporal.Instant,
  id: string,
  state: BatchState,
  { rows, taken, unchanged, refused }: Counts,
): Promise<void> {
  await db.rows(ended, id, state, rows, taken, unchanged, refused, null, at.toString());
}

/** Writes why nothing of a batch went in. */
export async function failBatch(db: Queryable, at: Temporal.Instant, id: string, problem: Refusal): Promise<void> {
  const { rows, taken, unchanged, refused } = nothing;
  await db.rows(ended, id, 'failed', rows, taken, unchanged, refused, refusalText(problem), at.toString());
}
