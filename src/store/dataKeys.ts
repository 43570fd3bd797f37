import type pg from 'pg';
import { statement } from './database.ts';
import type { KeyRing } from './keyRing.ts';
import { type SealedColumn, sealedColumns, tableAndColumn } from './sealedColumns.ts';

/** This database is sealed with keys that this program does not have. */
export class KeysDoNotFit extends Error {
  readonly missing: readonly string[];
  constructor(missing: readonly string[]) {
    super(`the keys ${missing.join(', ')} with which this database is sealed are not there`);
    this.missing = missing;
  }
}

/** Fails unless the ring has the keys of this database; a database that has none yet takes those of the ring. */
export async function fitKeys(client: pg.ClientBase, keys: KeyRing): Promise<void> {
  const { rows } = await client.query<{ id: string; use: string }>('SELECT id, use FROM data_key');
  const missing = rows.filter(({ id, use }) =>
    use === 'index' ? id !== keys.indexKey.id : keys.find(id) === undefined,
  );
  if (missing.length > 0) throw new KeysDoNotFit(missing.map(({ id }) => id));
  await noteKeys(client, keys);
}

/** Written before anything is sealed with them. */
export async function noteKeys(client: pg.ClientBase, keys: KeyRing): Promise<void> {
  await client.query("INSERT INTO data_key (id, use) VALUES ($1, 'seal'), ($2, 'index') ON CONFLICT DO NOTHING", [
    keys.current().id,
    keys.indexKey.id,
  ]);
}

/** Of the keys that are noted, those of the ring. */
export async function keepKeys(client: pg.ClientBase, keys: KeyRing): Promise<void> {
  await client.query('DELETE FROM data_key WHERE NOT id = ANY ($1)', [
    [keys.indexKey.id, ...keys.list().map(({ id }) => id)],
  ]);
  await noteKeys(client, keys);
}

/** How many values stand under each key, column by column. */
export const countByKey = (Object.keys(sealedColumns) as SealedColumn[]).map((column) => {
  const { table, name } = tableAndColumn(column);
  return statement<{ id: string; rows: number }>(
    `keys.count.${column}`,
    `SELECT substring(${name} FROM 4 FOR 12) AS id, count(*) AS rows FROM ${table} WHERE ${name} IS NOT NULL GROUP BY 1`,
    { keeps: [column] },
  );
});

/** Files of imports, which are sealed as well. */
export const findImportFiles = statement<{ key: string }>(
  'keys.importFiles',
  'SELECT DISTINCT file_key AS key FROM import_batch WHERE file_key IS NOT NULL ORDER BY 1',
);
