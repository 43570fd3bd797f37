import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { noteKeys } from './dataKeys.ts';
import { type KeyRing, ringIsFreshFor } from './keyRing.ts';
import { type Rewriting, rewriteRows } from './rewriteRows.ts';
import { keyIdOf, open, seal, UnreadableSeal } from './seal.ts';
import { type SealedColumn, sealedTables, shapeOf, tableAndColumn } from './sealedColumns.ts';

const lockKey = 7_310_119;

export interface Resealing {
  /** Goes over all tables until no row is left under another key than the current one; answers how many it has sealed anew. */
  reseal(): Promise<number>;
  /** From now on the current key of the ring seals, in every program: those that were sealing with another have ended. */
  settle(): Promise<void>;
  /** Other keys are not needed by this database any more. */
  forgetOthers(): Promise<void>;
}

/** One at a time: whoever comes second waits, and then finds nothing left to do. */
export async function withResealing<T>(
  adminUrl: string,
  keys: KeyRing,
  work: (resealing: Resealing) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'xinglin-keys' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await client.query('SET ROLE xinglin_owner');
    return await work({
      reseal: () => resealAll(client, keys),
      settle: () => settle(client, keys),
      forgetOthers: async () => {
        await client.query("DELETE FROM data_key WHERE use = 'seal' AND id <> $1", [keys.current().id]);
      },
    });
  } finally {
    await client.end();
  }
}

async function settle(client: pg.Client, keys: KeyRing): Promise<void> {
  await noteKeys(client, keys);
  // Programs look at the ring at least as often as this before they seal; a little longer, for what has left them already.
  await pause(2 * ringIsFreshFor);
  const { rows } = await client.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id');
  for (;;) {
    const { rows: states } = await client.query<{ over: boolean }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 AS over',
      [rows[0]?.id],
    );
    if (states[0]?.over === true) return;
    await pause(200);
  }
}

async function resealAll(client: pg.Client, keys: KeyRing): Promise<number> {
  let all = 0;
  for (;;) {
    let resealed = 0;
    for (const [table, columns] of sealedTables())
      resealed += await rewriteRows(client, resealing(table, columns, keys));
    const left = await countOthers(client, keys);
    all += resealed;
    if (left === 0) return all;
    // Somebody holds them: they are not waited for, but looked at again.
    if (resealed === 0) await pause(200);
  }
}

function resealing(table: string, columns: readonly SealedColumn[], keys: KeyRing): Rewriting {
  const current = keys.current();
  const names = columns.map((column) => tableAndColumn(column).name);
  const [first = 'account.phone' as const] = columns;
  return {
    table,
    row: shapeOf(first).row('t'),
    values: names.map((name) => `t.${name}`),
    where: others(names, current.id),
    types: names.map(() => 'text'),
    set: names.map((name, n) => `${name} = v.n${n}`),
    rewrite: (row, values) =>
      columns.map((column, n) => {
        const value = values[n];
        return value == null ? null : anew(`${column}|${row}`, value, keys);
      }),
  };
}

function anew(place: string, sealed: string, keys: KeyRing): string {
  const key = keys.find(keyIdOf(sealed) ?? '');
  if (key === undefined) throw new UnreadableSeal(place);
  return seal(keys.current(), place, open(key, place, sealed));
}

async function countOthers(client: pg.Client, keys: KeyRing): Promise<number> {
  let count = 0;
  for (const [table, columns] of sealedTables()) {
    const names = columns.map((column) => tableAndColumn(column).name);
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*) AS n FROM ${table} t WHERE ${others(names, keys.current().id)}`,
    );
    count += rows[0]?.n ?? 0;
  }
  return count;
}

function others(names: readonly string[], currentId: string): string {
  return names.map((name) => `t.${name} NOT LIKE 'x1.${currentId}.%'`).join(' OR ');
}
