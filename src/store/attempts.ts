import { statement } from './database.ts';

export const insertAttempt = statement<{ at: string }, readonly [key: string, at: string]>(
  'attempt.insert',
  'INSERT INTO attempt (key, at) VALUES ($1, $2) RETURNING at',
);

export interface Attempts {
  readonly count: number;
  readonly oldest: string | null;
}

/** Tries under a key since a moment; the try that asks has been committed before, so that of many at once none is overlooked. */
export const countAttempts = statement<Attempts, readonly [key: string, since: string]>(
  'attempt.count',
  'SELECT count(*) AS count, min(at) AS oldest FROM attempt WHERE key = $1 AND at > $2',
);

export const deleteAttempts = statement<{ key: string }, readonly [key: string]>(
  'attempt.deleteAll',
  'DELETE FROM attempt WHERE key = $1',
);

/** Takes back one try, which was not one after all. */
export const deleteOneAttempt = statement<{ key: string }, readonly [key: string, at: string]>(
  'attempt.deleteOne',
  `DELETE FROM attempt WHERE ctid = (SELECT ctid FROM attempt WHERE key = $1 AND at = $2 LIMIT 1)`,
);
