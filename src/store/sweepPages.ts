import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

/**
 * Writes tables anew, so that dead rows and dropped columns are gone from the disk. `wholeServer`: the samples of the planner and
 * the log go too, which only the superuser of a server of our own can do.
 */
export async function sweepPages(client: pg.Client, tables: readonly string[], wholeServer: boolean): Promise<void> {
  await untilNobodyLooksBack(client);
  for (const table of tables) await client.query(`VACUUM (FULL, ANALYZE) ${table}`);
  if (!wholeServer) return;
  await client.query('RESET ROLE');
  await client.query('VACUUM FULL pg_catalog.pg_statistic');
  await throwLogAway(client);
  await client.query('SET ROLE xinglin_owner');
}

/** A dead row stays while somebody could still see it. Whoever looks back longer than a minute is no longer waited for. */
async function untilNobodyLooksBack(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ id: string }>('SELECT pg_current_xact_id()::xid::text AS id');
  for (let tries = 0; tries < 300; tries += 1) {
    const { rows: others } = await client.query(
      'SELECT FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND age(backend_xmin) > age($1::xid) LIMIT 1',
      [rows[0]?.id],
    );
    if (others.length === 0) return;
    await pause(200);
  }
}

/** Pieces of the log are used again as they are; here each is run through, which fills it with zeros, and then deleted. */
async function throwLogAway(client: pg.Client): Promise<void> {
  await client.query('ALTER SYSTEM SET wal_recycle = off');
  await client.query('SELECT pg_reload_conf()');
  // The one who deletes them hears of it a moment later.
  await pause(500);
  const { rows } = await client.query<{ n: number }>('SELECT count(*) AS n FROM pg_ls_waldir()');
  for (let n = 0; n <= (rows[0]?.n ?? 0); n += 1) {
    await client.query("SELECT pg_logical_emit_message(true, 'xinglin', '')");
    await client.query('SELECT pg_switch_wal()');
  }
  await client.query('CHECKPOINT');
  await client.query('ALTER SYSTEM RESET wal_recycle');
  await client.query('SELECT pg_reload_conf()');
}
