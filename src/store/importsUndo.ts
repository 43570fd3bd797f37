import pg from 'pg';
import { type Queryable, statement } from './database.ts';

const lockTargets = {
  physician: lockOf('physician'),
  qualification: lockOf('qualification'),
  institution: lockOf('institution'),
  authority: lockOf('authority'),
};

function lockOf(table: 'physician' | 'qualification' | 'institution' | 'authority') {
  return statement<{ id: string }, readonly [batchId: string]>(
    `imports.lock.${table}`,
    `SELECT t.id FROM ${table} t JOIN import_row r ON r.target = t.id AND r.subject = '${table}'
     WHERE r.batch_id = $1 ORDER BY t.id FOR UPDATE OF t`,
  );
}

/**
 * Lines whose row somebody has built on: it has another version than the batch gave it (a later batch, a correction), or
 * something refers to it that did not come with the batch.
 */
const countBuiltOn = statement<{ count: number }, readonly [batchId: string]>(
  'imports.builtOn',
  `WITH r AS MATERIALIZED (SELECT line, subject, action, target, version FROM import_row WHERE batch_id = $1),
   used AS (
     SELECT r.line FROM r LEFT JOIN physician t ON t.id = r.target
       WHERE r.subject = 'physician' AND t.version IS DISTINCT FROM r.version
     UNION SELECT r.line FROM r LEFT JOIN qualification t ON t.id = r.target
       WHERE r.subject = 'qualification' AND t.version IS DISTINCT FROM r.version
     UNION SELECT r.line FROM r LEFT JOIN institution t ON t.id = r.target
       WHERE r.subject = 'institution' AND t.version IS DISTINCT FROM r.version
     UNION SELECT r.line FROM r LEFT JOIN authority t ON t.id = r.target
       WHERE r.subject = 'authority' AND t.version IS DISTINCT FROM r.version
     UNION SELECT r.line FROM r JOIN qualification u ON u.physician_id = r.target
       WHERE r.action = 'added' AND NOT EXISTS (SELECT FROM r own WHERE own.target = u.id)
     UNION SELECT r.line FROM r JOIN account u ON u.physician_id = r.target
     UNION SELECT r.line FROM r JOIN account u ON u.qualification_id = r.target
     UNION SELECT r.line FROM r JOIN application u ON u.physician_id = r.target
     UNION SELECT r.line FROM r JOIN register_entry u ON u.physician_id = r.target
     UNION SELECT r.line FROM r JOIN register_entry u ON u.qualification_id = r.target
     UNION SELECT r.line FROM r JOIN bar u ON u.physician_id = r.target
     UNION SELECT r.line FROM r JOIN account u ON u.institution_id = r.target
     UNION SELECT r.line FROM r JOIN application u ON u.institution_id = r.target
     UNION SELECT r.line FROM r JOIN register_entry u ON u.main_institution_id = r.target
     UNION SELECT r.line FROM r JOIN notice u ON u.institution_id = r.target
     UNION SELECT r.line FROM r JOIN authority u ON u.parent_id = r.target
       WHERE r.action = 'added' AND NOT EXISTS (SELECT FROM r own WHERE own.target = u.id)
     UNION SELECT r.line FROM r JOIN institution u ON u.authority_id = r.target
     UNION SELECT r.line FROM r JOIN account u ON u.authority_id = r.target
     UNION SELECT r.line FROM r JOIN application u ON u.authority_id = r.target
     UNION SELECT r.line FROM r JOIN application u ON u.consent_authority_id = r.target
     UNION SELECT r.line FROM r JOIN register_entry u ON u.authority_id = r.target
     UNION SELECT r.line FROM r JOIN correction_request u ON u.authority_id = r.target
     UNION SELECT r.line FROM r JOIN missing_institution u ON u.authority_id = r.target
     UNION SELECT r.line FROM r JOIN notice u ON u.authority_id = r.target
     UNION SELECT r.line FROM r JOIN import_batch u ON u.authority_id = r.target
   )
   SELECT count(*)::int AS count FROM used`,
);

/** Locks what the batch touched, so that nobody builds on it meanwhile, and counts the lines already built on. */
export async function lockAndCountBuiltOn(tx: Queryable, batchId: string): Promise<number> {
  for (const lock of Object.values(lockTargets)) await tx.rows(lock, batchId);
  return (await tx.row(countBuiltOn, batchId))?.count ?? 0;
}

const restore = {
  qualification: restoreOf('qualification', ['issued_on', 'province_code', 'techniques', 'conditions', 'issuer']),
  physician: restoreOf('physician', ['name', 'sex', 'birth_date']),
  institution: restoreOf('institution', [
    ...['credit_code', 'name', 'region_code', 'type', 'authority_id', 'head_name', 'phone', 'licence_valid_until'],
  ]),
  authority: restoreOf('authority', [
    ...['name', 'region_code', 'level', 'parent_id', 'path', 'registers', 'consents', 'consolidates'],
  ]),
};

type Subject = keyof typeof lockTargets;

/** Puts back what stood there, its version too, so that an earlier batch can be undone after this one. */
function restoreOf(table: Subject, columns: readonly string[]) {
  return statement<{ id: string }, readonly [batchId: string]>(
    `imports.restore.${table}`,
    `UPDATE ${table} t SET ${[...columns, 'version'].map((column) => `${column} = b.${column}`).join(', ')}
     FROM import_row r, jsonb_populate_record(NULL::${table}, r.before) b
     WHERE r.batch_id = $1 AND r.subject = '${table}' AND r.action = 'changed' AND t.id = r.target RETURNING t.id`,
  );
}

const remove = {
  qualification: removeOf('qualification'),
  physician: removeOf('physician'),
  institution: removeOf('institution'),
  authority: removeOf('authority'),
};

function removeOf(table: Subject) {
  return statement<object, readonly [batchId: string]>(
    `imports.remove.${table}`,
    `DELETE FROM ${table} t USING import_row r
     WHERE r.batch_id = $1 AND r.subject = '${table}' AND r.action = 'added' AND t.id = r.target`,
  );
}

const countRows = statement<{ count: number }, readonly [batchId: string]>(
  'imports.countRows',
  'SELECT count(DISTINCT line)::int AS count FROM import_row WHERE batch_id = $1',
);

/** Restores what was changed, deletes what was added (certificates before their persons); returns the number of lines. */
export async function restoreRows(tx: Queryable, batchId: string): Promise<number> {
  for (const one of Object.values(restore)) await tx.rows(one, batchId);
  for (const one of Object.values(remove)) await tx.rows(one, batchId);
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
