import pg from 'pg';
import { type Database, type Queryable, queryable } from './database.ts';

const retryable = new Set(['40001', '40P01']);

/**
 * Runs `work` in one transaction: all of it is there afterwards, or nothing. Serialisation failures and deadlocks are
 * tried again, three times in all; every other error rolls back and is thrown.
 */
export async function transaction<T>(database: Database, work: (tx: Queryable) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(database, work);
    } catch (error) {
      if (attempt >= 3 || !(error instanceof pg.DatabaseError) || !retryable.has(error.code ?? '')) throw error;
    }
  }
}

async function once<T>(database: Database, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  // A connection that dies between two statements has nobody waiting for it: without a listener it would end the process.
  const onLost = (error: Error) => {
    broken = error;
  };
  client.on('error', onLost);
  try {
    // Not awaited alone: it travels with the first statement.
    const [, result] = await Promise.all([client.query('BEGIN'), work(queryable(client))]);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken ??= await rollback(client);
    throw error;
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
}

/** Rolls back; a connection that cannot even do that is given up. */
async function rollback(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The unique index or constraint a write ran into, if that is what went wrong. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError && error.code === '23505' ? error.constraint : undefined;
}
