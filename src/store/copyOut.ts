import pg from 'pg';
import type { Database } from './database.ts';
import { inSnapshot } from './snapshot.ts';

/** A line of a copy: a table begins, or a row of it as PostgreSQL's own JSON, which is never read on the way. */
export type CopiedLine = { readonly table: string } | { readonly row: string };

const rowsAtOnce = 1000;

/** Every table of the program but the list of migrations, which belongs to the database and not to its content. */
export const copiedTables = `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'schema_migration' ORDER BY 1`;

/** Hands over all rows as they stand at one moment; memory holds a thousand of them. */
export function copyOut(
  database: Database,
  take: (line: CopiedLine) => Promise<void>,
): Promise<{ migrations: string[]; fileKeys: string[] }> {
  return inSnapshot(database, async (_tx, client) => {
    const { rows: tables } = await client.query<{ name: string }>(copiedTables);
    for (const { name } of tables) {
      await take({ table: name });
      for await (const row of rowsOf(client, name)) await take({ row });
    }
    return { migrations: await appliedMigrations(client), fileKeys: await fileKeys(client) };
  });
}

async function* rowsOf(client: pg.PoolClient, table: string): AsyncGenerator<string> {
  await client.query(
    `DECLARE copied NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM ${pg.escapeIdentifier(table)} t`,
  );
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${rowsAtOnce} FROM copied`);
    for (const { row } of rows) yield row;
    if (rows.length < rowsAtOnce) break;
  }
  await client.query('CLOSE copied');
}

export async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY name');
  return rows.map(({ name }) => name);
}

/** Bytes that lie in object storage and belong to these rows. */
async function fileKeys(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(
    `SELECT key FROM photo UNION SELECT file_key FROM import_batch WHERE file_key IS NOT NULL
     UNION SELECT pdf_key FROM letter WHERE pdf_key IS NOT NULL UNION SELECT key FROM dispute_evidence
     UNION SELECT unnest(scan_keys) FROM joining_request UNION SELECT pdf_key FROM sealed_document WHERE pdf_key IS NOT NULL
     UNION SELECT f ->> 'key' FROM open_data_edition, jsonb_array_elements(files) f ORDER BY 1`,
  );
  return rows.map(({ key }) => key);
}
