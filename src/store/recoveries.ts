import type { RecoveryState } from '../domain/access/recovery.ts';
import type { IdType } from '../domain/fields/identity.ts';
import { statement } from './database.ts';
import { opened } from './protection.ts';

/** An account that a counter may help to recover, and how its owner is reached. */
export interface Recoverable {
  readonly id: string;
  readonly name: string;
  readonly idNumber: string;
  readonly loginName: string;
  readonly physicianId: string | null;
  /** Null unless it has been verified. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly frozen: boolean;
}

const columns = `c.id, c.name, ${opened('c', 'account.id_number')} AS "idNumber", c.login_name AS "loginName", c.physician_id AS "physicianId",
  CASE WHEN c.phone_verified_at IS NOT NULL THEN ${opened('c', 'account.phone')} END AS phone, ${opened('c', 'account.email')} AS email,
  c.frozen_by IS NOT NULL AS frozen`;
const named = `c."end" = 'person' AND c.active AND c.name = $2 AND c.id_type = $3 AND c.id_number_index = $4`;
const byNumber = { indexes: [{ parameter: 4, purpose: 'idNumber' }] } as const;
type Named = readonly [ownId: string, name: string, idType: IdType, idNumber: string];

/** Of a physician who is registered at this institution, practises there, or has an application with it. */
export const findRecoverableHere = statement<Recoverable, Named>(
  'recovery.findHere',
  `SELECT ${columns} FROM account c WHERE ${named} AND (
     EXISTS (SELECT FROM register_entry e WHERE e.physician_id = c.physician_id AND e.status <> 'deregistered' AND e.main_institution_id = $1)
     OR EXISTS (SELECT FROM register_site s JOIN register_entry e ON e.id = s.entry_id
       WHERE e.physician_id = c.physician_id AND e.status <> 'deregistered' AND s.institution_id = $1 AND s.ended_on IS NULL)
     OR EXISTS (SELECT FROM application a WHERE a.account_id = c.id AND a.institution_id = $1 AND a.submitted_on IS NOT NULL AND NOT a.is_over))`,
  byNumber,
);

/**
 * Of somebody whom this authority looks after: that of their last entry, without an entry the one that keeps the roster of
 * their examination, without either any that keeps a roster. `institution` is where they would have to go instead.
 */
export const findRecoverableByAuthority = statement<Recoverable & { institution: string | null }, Named>(
  'recovery.findByAuthority',
  `SELECT ${columns},
     (SELECT i.name FROM register_entry e JOIN institution i ON i.id = e.main_institution_id
      WHERE e.physician_id = c.physician_id AND e.status IN ('practising', 'suspended') AND i.active
        AND EXISTS (SELECT FROM account k WHERE k.institution_id = i.id AND k.active AND k.id_number_index IS DISTINCT FROM c.id_number_index)
      ORDER BY e.registered_on DESC LIMIT 1) AS institution
   FROM account c WHERE ${named} AND coalesce(
     (SELECT e.authority_id = $1 FROM register_entry e WHERE e.physician_id = c.physician_id ORDER BY e.registered_on DESC, e.id LIMIT 1),
     (SELECT u.consolidates AND (c.physician_id IS NULL OR EXISTS (
        SELECT FROM qualification q WHERE q.physician_id = c.physician_id AND q.province_code = u.region_code))
      FROM authority u WHERE u.id = $1))`,
  byNumber,
);

/** The account itself, held until the transaction ends. */
export const lockRecoverable = statement<Recoverable, readonly [accountId: string]>(
  'recovery.lockAccount',
  `SELECT ${columns} FROM account c WHERE c.id = $1 AND c."end" = 'person' AND c.active FOR UPDATE OF c`,
);

export const insertRecovery = statement<
  { id: string },
  readonly [
    id: string,
    accountId: string,
    institutionId: string | null,
    authorityId: string | null,
    phone: string,
    reason: string,
    startedBy: string,
    startedByName: string,
    at: string,
  ]
>(
  'recovery.insert',
  `INSERT INTO account_recovery (id, account_id, institution_id, authority_id, state, phone_sealed, reason, started_by, started_by_name, started_at)
   SELECT $1, $2, $3, coalesce($4, (SELECT i.authority_id FROM institution i WHERE i.id = $3)), 'started', $5, $6, $7, $8, $9 RETURNING id`,
  { seals: [{ parameter: 5, column: 'account_recovery.phone', row: '$1' }] },
);

export interface RecoveryRow {
  readonly id: string;
  readonly accountId: string;
  readonly physicianId: string | null;
  readonly name: string;
  readonly idNumber: string;
  readonly frozen: boolean;
  readonly institutionId: string | null;
  readonly authorityId: string;
  readonly authority: string;
  /** Name of the counter. */
  readonly counter: string;
  readonly state: RecoveryState;
  readonly version: number;
  readonly phone: string;
  readonly reason: string;
  readonly startedBy: string;
  readonly startedByName: string;
  readonly startedAt: string;
  readonly starterIdNumber: string | null;
  readonly confirmedByName: string | null;
  readonly confirmedAt: string | null;
  readonly dueAt: string | null;
  readonly linkUntil: string | null;
  readonly endedAt: string | null;
  readonly endedByName: string | null;
  readonly endWords: string;
  readonly others: number;
}

const row = `SELECT r.id, r.account_id AS "accountId", c.physician_id AS "physicianId", c.name, ${opened('c', 'account.id_number')} AS "idNumber", c.frozen_by IS NOT NULL AS frozen,
    r.institution_id AS "institutionId", r.authority_id AS "authorityId", u.name AS authority, coalesce(i.name, u.name) AS counter, r.state, r.version,
    ${opened('r', 'account_recovery.phone')} AS phone, r.reason, r.started_by AS "startedBy", r.started_by_name AS "startedByName", r.started_at AS "startedAt", ${opened('b', 'account.id_number')} AS "starterIdNumber",
    r.confirmed_by_name AS "confirmedByName", r.confirmed_at AS "confirmedAt", r.due_at AS "dueAt", r.link_until AS "linkUntil",
    r.ended_at AS "endedAt", r.ended_by_name AS "endedByName", r.end_words AS "endWords",
    (SELECT count(*) FROM account k WHERE k.institution_id = r.institution_id AND k.active AND k.id <> r.started_by
       AND k.id_number_index IS DISTINCT FROM c.id_number_index
       AND (k.id_number_index IS NULL OR k.id_number_index IS DISTINCT FROM b.id_number_index)) AS others
  FROM account_recovery r JOIN account c ON c.id = r.account_id JOIN authority u ON u.id = r.authority_id JOIN account b ON b.id = r.started_by
  LEFT JOIN institution i ON i.id = r.institution_id`;
/** Of the counter's own: an institution those it has begun, an authority also those of its institutions. */
const own = '(r.institution_id = $1 OR r.authority_id = $2)';
type Own = readonly [institutionId: string | null, authorityId: string | null];

/** What waits for somebody first, then the newest. */
export const listRecoveries = statement<RecoveryRow, readonly [...own: Own, limit: number]>(
  'recovery.list',
  `${row} WHERE ${own} ORDER BY r.state = 'started' DESC, r.state IN ('confirmed', 'ready') DESC, r.started_at DESC, r.id LIMIT $3`,
);

export const findRecovery = statement<RecoveryRow, readonly [...own: Own, id: string]>(
  'recovery.one',
  `${row} WHERE ${own} AND r.id = $3`,
);

export const lockRecovery = statement<RecoveryRow, readonly [...own: Own, id: string]>(
  'recovery.lock',
  `${row} WHERE ${own} AND r.id = $3 FOR UPDATE OF r`,
);

const open = `r.state IN ('started', 'confirmed', 'ready')`;

/** What is open for an account, for its owner. */
export const findOpenRecovery = statement<RecoveryRow, readonly [accountId: string]>(
  'recovery.openOf',
  `${row} WHERE r.account_id = $1 AND ${open}`,
);

export const lockOpenRecovery = statement<RecoveryRow, readonly [accountId: string]>(
  'recovery.lockOpenOf',
  `${row} WHERE r.account_id = $1 AND ${open} FOR UPDATE OF r`,
);

/** By the token of the link sent to the old phone and mailbox; also when it has been used or is over. */
export const findByCancelToken = statement<RecoveryRow, readonly [hash: Buffer]>(
  'recovery.byCancelToken',
  `${row} WHERE r.cancel_hash = $1`,
);

export const lockByCancelToken = statement<RecoveryRow, readonly [hash: Buffer]>(
  'recovery.lockByCancelToken',
  `${row} WHERE r.cancel_hash = $1 FOR UPDATE OF r`,
);

/** By the token of the link sent to the new phone, while it is good. */
export const findByLink = statement<RecoveryRow & { loginName: string }, readonly [hash: Buffer, now: string]>(
  'recovery.byLink',
  `${row.replace('SELECT r.id,', 'SELECT c.login_name AS "loginName", r.id,')} WHERE r.link_hash = $1 AND r.state = 'ready' AND r.link_until > $2 AND c.active AND c.frozen_by IS NULL`,
);

export const lockByLink = statement<RecoveryRow, readonly [hash: Buffer, now: string]>(
  'recovery.lockByLink',
  `${row} WHERE r.link_hash = $1 AND r.state = 'ready' AND r.link_until > $2 FOR UPDATE OF r`,
);

/** For the clock; nothing while somebody else has it in hand. */
export const claimRecovery = statement<RecoveryRow, readonly [id: string]>(
  'recovery.claim',
  `${row} WHERE r.id = $1 FOR UPDATE OF r SKIP LOCKED`,
);
