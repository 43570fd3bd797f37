import type { UnmadeReason } from '../domain/register/unmadePaper.ts';
import { statement } from './database.ts';

export type PaperBatchState = 'waiting' | 'running' | 'done';

/** 批量制证 */
export interface PaperBatch {
  readonly id: string;
  readonly accountId: string | null;
  readonly actorName: string;
  readonly organisation: string;
  /** Whose licences; null: all. */
  readonly authorityPath: string | null;
  readonly regionCode: string | null;
  readonly state: PaperBatchState;
  readonly total: number;
  readonly made: number;
  readonly kept: number;
  readonly refused: number;
  readonly afterId: string | null;
  readonly problem: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

const columns = `b.id, b.account_id AS "accountId", b.actor_name AS "actorName", b.organisation, b.authority_path AS "authorityPath",
  b.region_code AS "regionCode", b.state, b.total, b.made, b.kept, b.refused, b.after_id AS "afterId", b.problem,
  b.created_at AS "createdAt", b.ended_at AS "endedAt"`;

/** The licences of a batch: of an authority and those below it, or of the authorities of a region and those inside it. `e` is the entry. */
const ofBatch = (
  path: string,
  region: string,
) => `e.status = 'practising' AND EXISTS (SELECT FROM authority u WHERE u.id = e.authority_id
  AND (${path}::text IS NULL OR u.path = ${path} OR starts_with(u.path, ${path} || '/'))
  AND (${region}::text IS NULL OR u.region_code LIKE regexp_replace(${region}::text, '(00){1,2}$', '') || '%'))`;

/** Undefined while one of the same licences is under way. */
export const addPaperBatch = statement<
  PaperBatch,
  readonly [
    accountId: string | null,
    actorName: string,
    organisation: string,
    path: string | null,
    regionCode: string | null,
    at: string,
  ]
>(
  'paperBatch.add',
  `INSERT INTO paper_batch AS b (account_id, actor_name, organisation, authority_path, region_code, state, total, created_at)
   SELECT $1, $2, $3, $4, $5::text, 'waiting', (SELECT count(*) FROM register_entry e WHERE ${ofBatch('$4', '$5')}), $6
   ON CONFLICT DO NOTHING RETURNING ${columns}`,
);

/** One batch after the other: each takes both processes that set papers. A job that has given up is begun again. */
export const addPaperJob = statement<{ id: string }, readonly [batchId: string]>(
  'paperBatch.addJob',
  `SELECT (graphile_worker.add_job('papers', json_build_object('batch', $1::text), queue_name := 'papers', job_key := 'papers:' || $1::text)).id`,
);

/** The one that is under way for the same licences. */
export const findOpenPaperBatch = statement<PaperBatch, readonly [path: string | null, regionCode: string | null]>(
  'paperBatch.open',
  `SELECT ${columns} FROM paper_batch b WHERE b.ended_at IS NULL AND b.authority_path IS NOT DISTINCT FROM $1
   AND b.region_code IS NOT DISTINCT FROM $2::char(6)`,
);

/** `$1` is the path of the authority that looks; null: the command line, which sees all. */
const inReach = `($1::text IS NULL OR b.authority_path = $1 OR starts_with(b.authority_path, $1 || '/'))`;

export const findPaperBatch = statement<PaperBatch, readonly [path: string | null, id: string]>(
  'paperBatch.find',
  `SELECT ${columns} FROM paper_batch b WHERE ${inReach} AND b.id = $2`,
);

export const listPaperBatches = statement<PaperBatch, readonly [path: string | null]>(
  'paperBatch.list',
  `SELECT ${columns} FROM paper_batch b WHERE ${inReach} ORDER BY b.created_at DESC, b.id LIMIT 50`,
);

/** Undefined when it is over: the job was run twice. */
export const beginPaperBatch = statement<PaperBatch, readonly [id: string]>(
  'paperBatch.begin',
  `UPDATE paper_batch b SET state = 'running', problem = NULL WHERE b.id = $1 AND b.ended_at IS NULL RETURNING ${columns}`,
);

/** The next licences of a batch, behind the last that is done. */
export const nextOfBatch = statement<
  { id: string },
  readonly [path: string | null, regionCode: string | null, afterId: string | null, limit: number]
>(
  'paperBatch.next',
  `SELECT e.id FROM register_entry e WHERE ${ofBatch('$1', '$2')} AND ($3::uuid IS NULL OR e.id > $3) ORDER BY e.id LIMIT $4`,
);

/** Counts a part once, and names what was left: only while the batch still stands where it began. */
export const advancePaperBatch = statement<
  { id: string },
  readonly [id: string, before: string | null, after: string, made: number, kept: number, unmade: string]
>(
  'paperBatch.advance',
  `WITH moved AS (
    UPDATE paper_batch SET after_id = $3, problem = NULL, made = made + $4, kept = kept + $5, refused = refused + json_array_length($6::json)
    WHERE id = $1 AND after_id IS NOT DISTINCT FROM $2::uuid AND ended_at IS NULL RETURNING id
  ), named AS (
    INSERT INTO paper_batch_unmade (batch_id, entry_id, reason)
    SELECT m.id, x."entryId", x."reason" FROM moved m, json_to_recordset($6::json) AS x("entryId" uuid, "reason" text)
  )
  SELECT id FROM moved`,
);

/** A licence that a batch left without a paper. */
export interface UnmadePaper {
  readonly licenceNo: string;
  readonly reason: UnmadeReason;
}

/** Those of a batch by their numbers, as many as a page shows. */
export const listUnmade = statement<UnmadePaper, readonly [batchId: string]>(
  'paperBatch.unmade',
  `SELECT e.licence_no AS "licenceNo", u.reason FROM paper_batch_unmade u JOIN register_entry e ON e.id = u.entry_id
   WHERE u.batch_id = $1 ORDER BY e.licence_no, e.id LIMIT 200`,
);

export const tellPaperProblem = statement<{ id: string }, readonly [id: string, problem: string]>(
  'paperBatch.problem',
  'UPDATE paper_batch SET problem = $2 WHERE id = $1 AND ended_at IS NULL RETURNING id',
);

export const endPaperBatch = statement<PaperBatch, readonly [id: string, at: string]>(
  'paperBatch.end',
  `UPDATE paper_batch b SET state = 'done', ended_at = $2 WHERE b.id = $1 AND b.ended_at IS NULL RETURNING ${columns}`,
);
