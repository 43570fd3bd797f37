import type pg from 'pg';
import { type Database, type Queryable, queryable } from './database.ts';

/** Reads the database as it stands at one moment, for as long as it takes, without holding anybody up. */
export async function inSnapshot<T>(
  database: Database,
  work: (tx: Queryable, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
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
