import pg from 'pg';

/** A change to many rows of a table that only the program can compute. Within SQL the table is `t`, what was computed is `v`. */
export interface Rewriting {
  readonly table: string;
  /** SQL of what names the row, and of the values it is computed from. */
  readonly row: string;
  readonly values: readonly string[];
  readonly where: string;
  readonly rewrite: (row: string, values: readonly (string | null)[]) => readonly (string | Buffer | null)[];
  /** Types of what `rewrite` answers, which is v.n0, v.n1, … in `set`. */
  readonly types: readonly string[];
  readonly set: readonly string[];
}

const pagesAtOnce = 64;

/**
 * Goes over the table once, some pages in each transaction, and answers how many rows it has rewritten. Rows that somebody
 * holds are left out: nobody waits for this, and it is begun again until nothing is left.
 */
export async function rewriteRows(client: pg.ClientBase, rewriting: Rewriting): Promise<number> {
  const { rows } = await client.query<{ pages: number }>(
    "SELECT ceil(pg_relation_size($1::regclass) / current_setting('block_size')::numeric)::int AS pages",
    [rewriting.table],
  );
  const pages = rows[0]?.pages ?? 0;
  let rewritten = 0;
  for (let from = 0; from < pages; from += pagesAtOnce) {
    await client.query('BEGIN');
    try {
      rewritten += await rewritePages(client, rewriting, from);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  }
  return rewritten;
}

async function rewritePages(client: pg.ClientBase, rewriting: Rewriting, from: number): Promise<number> {
  const { table, row, values, where, rewrite, types, set } = rewriting;
  const found = await client.query<[string, string, ...(string | null)[]]>({
    text: `SELECT t.ctid::text, (${row})::text, ${values.join(', ')} FROM ${pg.escapeIdentifier(table)} t
      WHERE t.ctid >= '(${from},0)'::tid AND t.ctid < '(${from + pagesAtOnce},0)'::tid AND (${where}) FOR UPDATE SKIP LOCKED`,
    rowMode: 'array',
  });
  if (found.rows.length === 0) return 0;
  const rewritten = found.rows.map(([, named, ...old]) => rewrite(named, old));
  const arrays = types.map((type, n) => `$${n + 2}::${type}[]`);
  const names = types.map((_, n) => `n${n}`);
  // Each row is locked, so that it still stands where it was read.
  await client.query(
    `UPDATE ${pg.escapeIdentifier(table)} t SET ${set.join(', ')}
     FROM unnest($1::tid[], ${arrays.join(', ')}) AS v(place, ${names.join(', ')}) WHERE t.ctid = v.place`,
    [found.rows.map(([ctid]) => ctid), ...types.map((_, n) => rewritten.map((one) => one[n] ?? null))],
  );
  return found.rows.length;
}
