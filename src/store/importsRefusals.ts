import type { RowRefusal } from '../domain/import/reading.ts';
import { type Queryable, statement } from './database.ts';
import { readerColumns, readerValues } from './ledger.ts';
import { opened } from './protection.ts';

/** A row that stays out: its cells as they stood, and all that is wrong with it. */
export interface RefusedRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly refusals: readonly RowRefusal[];
}

const insertRefusals = statement<object, readonly [batchId: string, refusals: string]>(
  'imports.addRefusals',
  `INSERT INTO import_refusal (batch_id, line, column_name, value_sealed, reason, code, cells_sealed)
   SELECT $1, f.line, f."column", f.value, f.reason, f.code, f.cells
   FROM jsonb_to_recordset($2::jsonb)
     AS f(line int, "column" text, value text, reason text, code text, cells text)`,
  { rows: [{ parameter: 2, row: 'row', seals: { value: 'import_refusal.value', cells: 'import_refusal.cells' } }] },
);

export async function addRefusals(db: Queryable, batchId: string, rows: readonly RefusedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const flat = rows.flatMap(({ line, cells, refusals }) =>
    refusals.map((refusal) => ({ row: `${batchId}/${line}`, line, cells, ...refusal })),
  );
  await db.rows(insertRefusals, batchId, JSON.stringify(flat));
}

/** What an earlier attempt at the same batch left behind. */
export const removeRefusals = statement<object, readonly [batchId: string]>(
  'imports.removeRefusals',
  'DELETE FROM import_refusal WHERE batch_id = $1',
);

export interface ListedRefusal {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** In the order of the file. */
export const listRefusals = statement<ListedRefusal, readonly [batchId: string, limit: number | null]>(
  'imports.refusals',
  `SELECT f.line, f.column_name AS "column", ${opened('f', 'import_refusal.value')} AS value, f.reason FROM import_refusal f
   WHERE f.batch_id = $1 ORDER BY f.line, f.ctid LIMIT $2`,
);

export interface RefusedLine {
  readonly line: number;
  readonly cells: readonly string[];
  readonly columns: readonly string[];
  readonly reasons: readonly string[];
}

/** The next thousand refused rows after a line. */
export const pageOfRefused = statement<RefusedLine, readonly [batchId: string, afterLine: number]>(
  'imports.refusedPage',
  `SELECT f.line, (array_agg(${opened('f', 'import_refusal.cells')}))[1] AS cells, array_agg(f.column_name ORDER BY f.ctid) AS columns,
     array_agg(f.reason ORDER BY f.ctid) AS reasons
   FROM import_refusal f WHERE f.batch_id = $1 AND f.line > $2
   GROUP BY f.line ORDER BY f.line LIMIT 1000`,
);

/** Refused rows are personal data: whoever opens them is written down first. */
export const logRefusalsRead = statement<
  { id: number },
  readonly [at: string, accountId: string, actor: string, organisation: string, batchId: string]
>(
  'imports.logRead',
  `INSERT INTO read_log (at, account_id, actor_name, organisation, what, subject_id, ${readerColumns})
   VALUES ($1, $2, $3, $4, '导入中不通过的行', $5, ${readerValues}) RETURNING id`,
);
