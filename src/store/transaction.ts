import pg from 'pg';
import { type Database, type Queryable, queryable, type Statement, sendTogether } from './database.ts';

/** What is done in one transaction; it may leave its last statements to travel with the COMMIT (`commitWith`). */
export type Work<T> = (tx: Queryable) => Promise<T | Ending<T>>;

const retryable = new Set(['40001', '40P01']);

/** A statement that is to be run, with what it is run with. */
export interface Call {
  readonly statement: Statement<unknown, readonly unknown[]>;
  readonly params: readonly unknown[];
}

export function call<Row, Params extends readonly unknown[]>(
  { name, text, protection, opens }: Statement<Row, Params>,
  ...params: Params
): Call {
  return { statement: { name, text, protection, opens }, params };
}

/** What `work` answers when its last statements may travel together with the COMMIT: each of them fails when it does not hold. */
class Ending<T> {
  readonly result: T;
  readonly calls: readonly Call[];

  constructor(result: T, calls: readonly Call[]) {
    this.result = result;
    this.calls = calls;
  }
}

/** Ends the transaction with these statements, in one round trip; `result` is the answer once all of it is committed. */
export function commitWith<T>(result: T, calls: readonly Call[]): Ending<T> {
  return new Ending(result, calls);
}

/**
 * Runs `work` in one transaction: all of it is there afterwards, or nothing. Serialisation failures and deadlocks are
 * tried again, three times in all; every other error rolls back and is thrown.
 */
export async function transaction<T>(database: Database, work: Work<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(database, work);
    } catch (error) {
      if (attempt >= 3 || !(error instanceof pg.DatabaseError) || !retryable.has(error.code ?? '')) throw error;
    }
  }
}

async function once<T>(database: Database, work: Work<T>): Promise<T> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  // A connection that dies between two statements has nobody waiting for it: without a listener it would end the process.
  const onLost = (error: Error) => {
    broken = error;
  };
  client.on('error', onLost);
  try {
    const tx = queryable(client, database.keys);
    sendTogether(client);
    // Not awaited alone: it travels with the first statement.
    const [, result] = await Promise.all([client.query('BEGIN'), work(tx)]);
    const ending = result instanceof Ending ? result : new Ending(result, []);
    // When one of them fails PostgreSQL turns the COMMIT behind it into a ROLLBACK.
    const calls = ending.calls.map(({ statement, params }) => tx.rows(statement, ...params));
    await Promise.all([...calls, client.query('COMMIT')]);
    return ending.result;
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

/** True: a row was no longer as it had been read, and nothing was written. */
export function movedMeanwhile(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === 'XM001';
}

const violations = new Set(['23505', '23P01']);

/** The unique index or exclusion constraint a write ran into, if that is what went wrong. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError && violations.has(error.code ?? '') ? error.constraint : undefined;
}
