import { type Queryable, statement } from './database.ts';

const askClock = statement<{ now: string }>('clock.database', 'SELECT clock_timestamp() AS now');

/** What the clock of the database says. */
export async function readDatabaseClock(database: Queryable): Promise<Temporal.Instant> {
  const row = await database.row(askClock);
  if (row === undefined) throw new Error('the database does not tell the time');
  return Temporal.Instant.from(row.now);
}
