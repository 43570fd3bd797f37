import type { LeafKind } from '../domain/log/leaf.ts';
import { type CommittedRow, joinCommitted } from './committedRows.ts';
import { statement } from './database.ts';
import { firstOf } from './snapshot.ts';

/** A leaf beside the row it stands for. */
export interface LeafWithRow {
  readonly index: number;
  readonly kind: LeafKind;
  readonly entryId: string | null;
  readonly eventSeq: number | null;
  readonly ledgerSeq: number | null;
  readonly salt: Uint8Array | null;
  readonly commitment: Uint8Array;
  readonly lost: boolean;
  /** Null: there is none. */
  readonly row: CommittedRow | null;
  readonly form: number;
  readonly about: CommittedRow | null;
}

export const leavesWithRows = statement<LeafWithRow, readonly [from: number, until: number]>(
  'logVerification.leaves',
  `SELECT f.index, f.kind, f.entry_id AS "entryId", f.event_seq AS "eventSeq", f.ledger_seq AS "ledgerSeq", f.salt, f.commitment,
     f.lost_at IS NOT NULL AS lost,
     committed.row, f.form, CASE WHEN f.form > 1 THEN committed.about END AS about
   FROM log_leaf f ${joinCommitted('f')} WHERE f.index >= $1 AND f.index < $2 ORDER BY f.index`,
);

/** Places of the leaves, whatever gaps somebody has made. */
export const leafBounds = statement<{ leaves: number; until: number; waiting: number }>(
  'logVerification.bounds',
  `SELECT count(*) AS leaves, coalesce(max(index) + 1, 0) AS until,
     (SELECT count(*) FROM log_queue q
      WHERE NOT EXISTS (SELECT FROM log_leaf f WHERE f.ledger_seq = q.ledger_seq)
        AND NOT EXISTS (SELECT FROM log_leaf f WHERE f.entry_id = q.entry_id AND f.event_seq = q.event_seq)) AS waiting
   FROM log_leaf`,
);

export interface RecordedCheckpoint {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
}

export const pageOfCheckpoints = statement<RecordedCheckpoint, readonly [afterSize: number]>(
  'logVerification.checkpoints',
  'SELECT size, root, note FROM log_checkpoint WHERE size > $1 ORDER BY size LIMIT 10000',
);

/** A row that neither is in the log nor waits for it: it was put there past the program, or its leaf was taken away. */
export const findLedgerWithoutLeaf = statement<{ id: number }>(
  'logVerification.ledgerWithoutLeaf',
  firstOf(
    `SELECT l.seq AS id FROM ledger l
   WHERE NOT EXISTS (SELECT FROM log_leaf f WHERE f.ledger_seq = l.seq)
     AND NOT EXISTS (SELECT FROM log_queue q WHERE q.ledger_seq = l.seq)`,
    'id',
  ),
);

export const findEventWithoutLeaf = statement<{ id: string }>(
  'logVerification.eventWithoutLeaf',
  firstOf(
    `SELECT e.entry_id || '/' || e.seq AS id, e.at, e.entry_id, e.seq FROM register_event e
   WHERE NOT EXISTS (SELECT FROM log_leaf f WHERE f.entry_id = e.entry_id AND f.event_seq = e.seq)
     AND NOT EXISTS (SELECT FROM log_queue q WHERE q.entry_id = e.entry_id AND q.event_seq = e.seq)`,
    'at, entry_id, seq',
  ),
);

/** An entry that 社会公示 shows otherwise than the register has it, or not at all, or twice. */
export const findOddlyShown = statement<{ id: string }>(
  'logVerification.oddlyShown',
  firstOf(
    `SELECT e.id FROM register_entry e JOIN physician p ON p.id = e.physician_id JOIN institution i ON i.id = e.main_institution_id
   JOIN authority u ON u.id = e.authority_id JOIN region g ON g.code = e.province_code
   LEFT JOIN public_register v ON v.licence_no = e.licence_no
   WHERE (v.name, v.sex, v.status, v.verification_code, v.scope, v.practice_place, v.institution, v.region_code, v.authority) IS DISTINCT FROM
     (p.name, CASE p.sex WHEN 'male' THEN '男' ELSE '女' END, e.status, e.verification_code,
      '技术方法:' || e.techniques || ';病证范围:' || e.conditions, g.name, i.name, i.region_code, u.name)`,
    'id',
  ),
);

/** A licence that 社会公示 shows and the register does not have. */
export const findInventedLicence = statement<{ id: string }>(
  'logVerification.inventedLicence',
  firstOf(
    `SELECT v.licence_no AS id FROM public_register v
   WHERE NOT EXISTS (SELECT FROM register_entry e WHERE e.licence_no = v.licence_no AND e.verification_code = v.verification_code)`,
    'id',
  ),
);
