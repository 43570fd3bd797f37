import type { LeafKind } from '../domain/log/leaf.ts';
import { type CommittedRow, committedEvent, currentForm, holderOf, joinCommitted } from './committedRows.ts';
import { statement } from './database.ts';

/**
 * Whoever makes the log grow or shows it holds this until the transaction ends; false: somebody else does. In it, plans are
 * made for the log as large as it is now: one made when it was empty would read all of it for each row.
 */
export const lockLog = statement<{ mine: boolean }>(
  'log.lock',
  "SELECT pg_try_advisory_xact_lock(7310119) AS mine, set_config('plan_cache_mode', 'force_custom_plan', true) AS plans",
);

export interface LogHead {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  readonly at: string;
}

const headColumns = 'c.size, c.root, c.note, c.at';

export const findHead = statement<LogHead>(
  'log.head',
  `SELECT ${headColumns} FROM log_checkpoint c ORDER BY c.size DESC LIMIT 1`,
);

export const recentHeads = statement<LogHead & { witnesses: number }, readonly [limit: number]>(
  'log.recentHeads',
  `SELECT ${headColumns}, (SELECT count(*) FROM log_cosignature w WHERE w.size = c.size) AS witnesses
   FROM log_checkpoint c ORDER BY c.size DESC LIMIT $1`,
);

export interface WaitingRow {
  readonly id: number;
  readonly kind: LeafKind;
  readonly entryId: string | null;
  readonly eventSeq: number | null;
  readonly ledgerSeq: number | null;
  /** Null: the row is gone. */
  readonly row: CommittedRow | null;
  /** What the row is about; null: nothing else. */
  readonly about: CommittedRow | null;
  /** It has a leaf already. */
  readonly taken: boolean;
}

/** Rows that wait for their leaf, the longest waiting first; or one of the ledger alone. */
export const waitingRows = statement<WaitingRow, readonly [limit: number, ledgerSeq: number | null]>(
  'log.waiting',
  `SELECT q.id, CASE WHEN q.ledger_seq IS NULL THEN 'register_event' ELSE 'ledger' END AS kind, q.entry_id AS "entryId",
     q.event_seq AS "eventSeq", q.ledger_seq AS "ledgerSeq",
     committed.row, committed.about,
     CASE WHEN q.ledger_seq IS NULL THEN EXISTS (SELECT FROM log_leaf f WHERE f.entry_id = q.entry_id AND f.event_seq = q.event_seq)
       ELSE EXISTS (SELECT FROM log_leaf f WHERE f.ledger_seq = q.ledger_seq) END AS taken
   FROM log_queue q ${joinCommitted('q')} WHERE $2::bigint IS NULL OR q.ledger_seq = $2 ORDER BY q.id LIMIT $1`,
);

export const dropWaiting = statement<object, readonly [ids: number[]]>(
  'log.dropWaiting',
  'DELETE FROM log_queue WHERE id = ANY ($1::bigint[])',
);

export const insertLeaves = statement<
  object,
  readonly [
    first: number,
    kinds: string[],
    entryIds: (string | null)[],
    eventSeqs: (number | null)[],
    ledgerSeqs: (number | null)[],
    salts: Uint8Array[],
    commitments: Uint8Array[],
  ]
>(
  'log.insertLeaves',
  `INSERT INTO log_leaf (index, kind, entry_id, event_seq, ledger_seq, salt, commitment, form)
   SELECT $1::bigint + n - 1, kind, entry_id, event_seq, ledger_seq, salt, commitment, ${currentForm}
   FROM unnest($2::text[], $3::uuid[], $4::int[], $5::bigint[], $6::bytea[], $7::bytea[])
     WITH ORDINALITY AS leaf(kind, entry_id, event_seq, ledger_seq, salt, commitment, n)`,
);

export const insertCheckpoint = statement<object, readonly [size: number, root: Uint8Array, at: string, note: string]>(
  'log.insertCheckpoint',
  'INSERT INTO log_checkpoint (size, root, at, note) VALUES ($1, $2, $3, $4)',
);

export interface PublishedLeaf {
  readonly index: number;
  readonly kind: LeafKind;
  readonly commitment: Uint8Array;
}

export const leavesBetween = statement<PublishedLeaf, readonly [from: number, until: number]>(
  'log.leavesBetween',
  'SELECT index, kind, commitment FROM log_leaf WHERE index >= $1 AND index < $2 ORDER BY index',
);

/** Leaf of one event of the register; without a number, of its latest. */
export const findEventLeaf = statement<
  PublishedLeaf & { salt: Uint8Array; row: CommittedRow; about: CommittedRow | null; form: number },
  readonly [entryId: string, seq: number | null]
>(
  'log.eventLeaf',
  `SELECT f.index, f.kind, f.commitment, f.salt, f.form, ${committedEvent('e')} AS row, ${holderOf('e')} AS about
   FROM register_event e JOIN log_leaf f ON f.entry_id = e.entry_id AND f.event_seq = e.seq
   WHERE e.entry_id = $1 AND e.seq = coalesce($2::int, (SELECT max(m.seq) FROM register_event m WHERE m.entry_id = $1))`,
);

/** How far a witness has come with us. */
export const lastCosigned = statement<{ size: number | null }, readonly [witness: string]>(
  'log.lastCosigned',
  'SELECT max(size) AS size FROM log_cosignature WHERE witness = $1',
);

export const insertCosignature = statement<object, readonly [size: number, witness: string, line: string, at: string]>(
  'log.insertCosignature',
  'INSERT INTO log_cosignature (size, witness, line, at) VALUES ($1, $2, $3, $4) ON CONFLICT (size, witness) DO NOTHING',
);

export const findCosignatures = statement<{ line: string }, readonly [size: number]>(
  'log.cosignatures',
  'SELECT line FROM log_cosignature WHERE size = $1 ORDER BY witness',
);

/** When witnesses have last signed for us, and what. */
export const latestCosignatures = statement<
  { witness: string; size: number; at: string },
  readonly [witnesses: string[]]
>(
  'log.latestCosignatures',
  `SELECT c.witness, c.size, c.at FROM unnest($1::text[]) AS asked(witness)
   CROSS JOIN LATERAL (SELECT * FROM log_cosignature s WHERE s.witness = asked.witness ORDER BY s.size DESC LIMIT 1) c`,
);

/** Leaves that were published and whose rows are not here. */
export const insertLostLeaves = statement<
  object,
  readonly [first: number, kinds: string[], commitments: Uint8Array[], at: string]
>(
  'log.insertLostLeaves',
  `INSERT INTO log_leaf (index, kind, commitment, lost_at)
   SELECT $1::bigint + n - 1, kind, commitment, $4
   FROM unnest($2::text[], $3::bytea[]) WITH ORDINALITY AS leaf(kind, commitment, n)`,
);
