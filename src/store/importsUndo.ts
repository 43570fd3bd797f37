import pg from 'pg';
import { type Queryable, statement } from './database.ts';
import { importedTables } from './importsRows.ts';

/** In the order in which an import locks them. */
const tables = ['physician', 'qualification', 'institution', 'authority'] as const;
/** Certificates go before the persons they belong to. */
const referringFirst = ['qualification', 'physician', 'institution', 'authority'] as const;

const lockTargets = tables.map((table) =>
  statement<{ id: string }, readonly [batchId: string]>(
    `imports.lock.${table}`,
    `SELECT t.id FROM ${table} t JOIN import_row r ON r.target = t.id AND r.subject = '${table}'
     WHERE r.batch_id = $1 ORDER BY t.id FOR UPDATE OF t`,
  ),
);

/** Who may refer to a row of an import, by the column that does. */
const references = {
  physician_id: ['account', 'application', 'register_entry', 'bar'],
  qualification_id: ['account', 'register_entry'],
  institution_id: ['account', 'application', 'notice', 'joining_request', 'staff_invitation'],
  main_institution_id: ['register_entry'],
  authority_id: [
    ...['institution', 'account', 'application', 'register_entry'],
    ...['correction_request', 'missing_institution', 'notice', 'import_batch', 'joining_request', 'staff_invitation'],
  ],
  consent_authority_id: ['application'],
};

/** Rows that may have come with the same batch as the row they refer to. */
const ownReferences = { qualification: 'physician_id', authority: 'parent_id' };

const used = [
  ...tables.map(
    (table) => `SELECT r.line FROM r LEFT JOIN ${table} t ON t.id = r.target
       WHERE r.subject = '${table}' AND t.version IS DISTINCT FROM r.version`,
  ),
  ...Object.entries(ownReferences).map(
    ([table, column]) => `SELECT r.line FROM r JOIN ${table} u ON u.${column} = r.target
       WHERE r.action = 'added' AND NOT EXISTS (SELECT FROM r own WHERE own.target = u.id)`,
  ),
  ...Object.entries(references).flatMap(([column, referring]) =>
    referring.map((table) => `SELECT r.line FROM r JOIN ${table} u ON u.${column} = r.target`),
  ),
];

/**
 * Lines whose row somebody has built on: it has another version than the batch gave it (a later batch, a correction), or
 * something refers to it that did not come with the batch.
 */
const countBuiltOn = statement<{ count: number }, readonly [batchId: string]>(
  'imports.builtOn',
  `WITH r AS MATERIALIZED (SELECT line, subject, action, target, version FROM import_row WHERE batch_id = $1),
   used AS (${used.join('\n     UNION ')})
   SELECT count(*)::int AS count FROM used`,
);

/** Locks what the batch touched, so that nobody builds on it meanwhile, and counts the lines already built on. */
export async function lockAndCountBuiltOn(tx: Queryable, batchId: string): Promise<number> {
  for (const lock of lockTargets) await tx.rows(lock, batchId);
  return (await tx.row(countBuiltOn, batchId))?.count ?? 0;
}

/** Puts back what stood there, its version too, so that an earlier batch can be undone after this one. */
const restore = referringFirst.map((table) => {
  const columns = [...Object.keys(importedTables[table].changing), 'version'];
  return statement<{ id: string }, readonly [batchId: string]>(
    `imports.restore.${table}`,
    `UPDATE ${table} t SET ${columns.map((column) => `${column} = b.${column}`).join(', ')}
     FROM import_row r, jsonb_populate_record(NULL::${table}, r.before) b
     WHERE r.batch_id = $1 AND r.subject = '${table}' AND r.action = 'changed' AND t.id = r.target RETURNING t.id`,
  );
});

const remove = referringFirst.map((table) =>
  statement<object, readonly [batchId: string]>(
    `imports.remove.${table}`,
    `DELETE FROM ${table} t USING import_row r
     WHERE r.batch_id = $1 AND r.subject = '${table}' AND r.action = 'added' AND t.id = r.target`,
  ),
);

const countRows = statement<{ count: number }, readonly [batchId: string]>(
  'imports.countRows',
  'SELECT count(DISTINCT line)::int AS count FROM import_row WHERE batch_id = $1',
);

/** Restores what was changed, deletes what was added (certificates before their persons); returns the number of lines. */
export async function restoreRows(tx: Queryable, batchId: string): Promise<number> {
  for (const one of restore) await tx.rows(one, batchId);
  for (const one of remove) await tx.rows(one, batchId);
  return (await tx.row(countRows, batchId))?.count ?? 0;
}

export const markUndone = statement<{ id: string }, readonly [batchId: string]>(
  'imports.undone',
  "UPDATE import_batch SET state = 'undone' WHERE id = $1 AND state = 'done' RETURNING id",
);

/** The second wall: something refers to a row that `countBuiltOn` does not know of. */
export function isStillReferenced(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23503';
}
