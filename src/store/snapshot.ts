import type pg from 'pg';
import { type Database, type Queryable, queryable } from './database.ts';

/**
 * Reads the database as it stands at one moment, for as long as it takes, without holding anybody up. Whoever reads so reads
 * whole tables, so each statement is planned for the sizes they have now.
 */
export async function inSnapshot<T>(
  database: Database,
  work: (tx: Queryable, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL work_mem = '64MB'");
    const result = await work(queryable(client, database.keys), client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/**
 * The first of the rows that a query finds; undefined, as is hoped, when it finds none. Asked for one row only, PostgreSQL
 * would plan as if many were found and the first of them soon, so all are looked for before they are put in order.
 */
export function firstOf(query: string, order: string): string {
  return `WITH found AS MATERIALIZED (${query}) SELECT * FROM found ORDER BY ${order} LIMIT 1`;
}
