import type { ImportKind } from '../domain/import/kinds.ts';
import { type Queryable, statement } from './database.ts';
import { opened } from './protection.ts';

export type BatchState = 'waiting' | 'running' | 'preview' | 'done' | 'failed' | 'undone';

export interface ImportBatch {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly state: BatchState;
  readonly dryRun: boolean;
  readonly fileKey: string | null;
  readonly rowsRead: number;
  /** Known only when a preview has counted them. */
  readonly rowsTotal: number | null;
  readonly taken: number;
  readonly unchanged: number;
  /** Rows, each of which may have several refusals. */
  readonly refused: number;
  /** Why the whole file failed, in the clerk's words. */
  readonly problem: string | null;
  readonly header: readonly string[];
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly accountId: string | null;
  /** Who imported it; null from the command line. */
  readonly accountName: string | null;
  readonly authorityName: string | null;
  readonly authorityPath: string | null;
}

const columns = `b.id, b.kind, ${opened('b', 'import_batch.file_name')} AS "fileName", b.state, b.dry_run AS "dryRun", b.file_key AS "fileKey",
  b.rows_read AS "rowsRead", b.rows_total AS "rowsTotal", b.taken, b.unchanged, b.refused, b.problem, b.header,
  b.started_at AS "startedAt", b.ended_at AS "endedAt", b.account_id AS "accountId", a.name AS "accountName",
  o.name AS "authorityName", o.path AS "authorityPath"`;
const joined = `import_batch b LEFT JOIN account a ON a.id = b.account_id LEFT JOIN authority o ON o.id = b.authority_id`;
/** An authority sees the batches of its own and of its subordinates; the command line sees all. `$1` is the path. */
const inReach = "($1::text IS NULL OR o.path = $1 OR o.path LIKE $1 || '/%')";

export const findBatch = statement<ImportBatch, readonly [path: string | null, id: string]>(
  'imports.find',
  `SELECT ${columns} FROM ${joined} WHERE ${inReach} AND b.id = $2`,
);

export const listBatches = statement<ImportBatch, readonly [path: string | null, limit: number]>(
  'imports.list',
  `SELECT ${columns} FROM ${joined} WHERE ${inReach} ORDER BY b.started_at DESC, b.id LIMIT $2`,
);

export interface NewBatch {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly accountId: string | null;
  readonly authorityPath: string | null;
  readonly fileKey: string | null;
  readonly rowsTotal: number | null;
  readonly at: string;
}

const insertBatch = statement<
  { id: string },
  readonly [string, string, string, boolean, string | null, string | null, string | null, number | null, string]
>(
  'imports.add',
  `INSERT INTO import_batch (id, kind, file_name_sealed, state, dry_run, account_id, authority_id, file_key, rows_total, started_at)
   VALUES ($1, $2, $3, 'waiting', $4, $5, (SELECT id FROM authority WHERE path = $6), $7, $8, $9)
   ON CONFLICT (id) DO NOTHING RETURNING id`,
  { seals: [{ parameter: 3, column: 'import_batch.file_name', row: '$1' }] },
);

/** False when the id is taken. */
export async function addBatch(db: Queryable, batch: NewBatch): Promise<boolean> {
  const { id, kind, fileName, dryRun, accountId, authorityPath, fileKey, rowsTotal, at } = batch;
  const params = [id, kind, fileName, dryRun, accountId, authorityPath, fileKey, rowsTotal, at] as const;
  return (await db.row(insertBatch, ...params)) !== undefined;
}

/** The job reads the file after the transaction that writes this has committed; one file after the other. */
export const addImportJob = statement<{ id: string }, readonly [batchId: string]>(
  'imports.addJob',
  `SELECT (graphile_worker.add_job('importFile', json_build_object('batch', $1::text), queue_name := 'import')).id`,
);

/** Imports and undos wait for one another: two that take the same rows in different orders would block each other. */
export const waitForTurn = statement<{ locked: string }>(
  'imports.waitForTurn',
  'SELECT pg_advisory_xact_lock(7310117)::text AS locked',
);

/**
 * Until the end of the transaction. The first thousand rows meet empty tables, and a plan made then reads them whole ever
 * after, when they have a million rows. (Planning anew each time instead slows every foreign key: 100,000 rows took 26 s, not 15.)
 */
export const preferIndexes = statement<{ setting: string }>(
  'imports.preferIndexes',
  "SELECT set_config('enable_seqscan', 'off', true) AS setting",
);

/** Whoever holds the turn and finds another batch running, finds one that was killed: nothing of it was written. */
export const beginBatch = statement<{ id: string }, readonly [id: string, at: string, interrupted: string]>(
  'imports.begin',
  `UPDATE import_batch SET
     state = CASE WHEN id = $1 THEN 'running' ELSE 'failed' END,
     problem = CASE WHEN id = $1 THEN NULL ELSE $3 END,
     ended_at = CASE WHEN id = $1 THEN NULL ELSE $2::timestamptz END,
     rows_read = 0, taken = 0, unchanged = 0, refused = 0
   WHERE (id = $1 AND state IN ('waiting', 'running', 'failed')) OR (id <> $1 AND state = 'running')
   RETURNING id`,
);

export const reportProgress = statement<
  object,
  readonly [id: string, read: number, taken: number, unchanged: number, refused: number]
>(
  'imports.progress',
  `UPDATE import_batch SET rows_read = $2, taken = $3, unchanged = $4, refused = $5 WHERE id = $1 AND state = 'running'`,
);

export const keepHeader = statement<object, readonly [id: string, header: string]>(
  'imports.header',
  'UPDATE import_batch SET header = $2::jsonb WHERE id = $1',
);

export interface Counts {
  readonly rows: number;
  readonly taken: number;
  readonly unchanged: number;
  readonly refused: number;
}

export const endBatch = statement<
  { id: string },
  readonly [string, BatchState, number, number, number, number, string | null, string]
>(
  'imports.end',
  `UPDATE import_batch SET state = $2, rows_read = $3, rows_total = $3, taken = $4, unchanged = $5, refused = $6,
     problem = $7, ended_at = $8
   WHERE id = $1 AND state IN ('waiting', 'running', 'failed') RETURNING id`,
);

export interface ImportScope {
  readonly path: string;
  readonly provinceCode: string | null;
}

/** The province whose roster an authority keeps; an authority below the province keeps none. */
export const findScope = statement<ImportScope, readonly [path: string]>(
  'imports.scope',
  `SELECT path, CASE level WHEN 'province' THEN region_code END AS "provinceCode" FROM authority WHERE path = $1`,
);

export const listRegions = statement<{ codes: string[] }>(
  'imports.regions',
  "SELECT coalesce(array_agg(code), '{}')::text[] AS codes FROM region",
);

export const addImportLedger = statement<
  { seq: number },
  readonly [
    at: string,
    accountId: string | null,
    actor: string,
    organisation: string,
    action: string,
    batch: string,
    detail: string,
  ]
>(
  'imports.ledger',
  `INSERT INTO ledger (at, account_id, actor_name, organisation, action, subject_type, subject_id, detail)
   VALUES ($1, $2, $3, $4, $5, 'import_batch', $6, $7::jsonb) RETURNING seq`,
);
