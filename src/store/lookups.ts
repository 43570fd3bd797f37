import { statement } from './database.ts';

/** Adds what one program has counted to what all have, and answers the sums. */
export const addLookups = statement<
  { key: string; count: number },
  readonly [keys: readonly string[], counts: readonly number[], quarter: string]
>(
  'lookup.add',
  `INSERT INTO lookup_count AS c (key, quarter, count) SELECT key, $3, count FROM unnest($1::text[], $2::integer[]) AS given (key, count) ORDER BY key
   ON CONFLICT (key, quarter) DO UPDATE SET count = c.count + excluded.count RETURNING key, count`,
);
