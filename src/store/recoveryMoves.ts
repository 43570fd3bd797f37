import { statement } from './database.ts';
import type { RecoveryRow } from './recoveries.ts';
import { type Call, call } from './transaction.ts';

const confirm = statement<
  { moved: number },
  readonly [id: string, version: number, by: string, byName: string, at: string, dueAt: string, cancelHash: Buffer]
>(
  'recovery.confirm',
  `WITH moved AS (UPDATE account_recovery SET state = 'confirmed', version = version + 1, confirmed_by = $3, confirmed_by_name = $4,
     confirmed_at = $5, due_at = $6, cancel_hash = $7 WHERE id = $1 AND version = $2 AND state = 'started' RETURNING id)
   SELECT moved_one(count(*)) AS moved FROM moved`,
);

export interface Confirming {
  readonly by: { readonly accountId: string; readonly name: string };
  readonly at: string;
  readonly dueAt: string;
  readonly cancelHash: Buffer;
}

export function confirmRecovery({ id, version }: RecoveryRow, { by, at, dueAt, cancelHash }: Confirming): Call {
  return call(confirm, id, version, by.accountId, by.name, at, dueAt, cancelHash);
}

const ripen = statement<{ moved: number }, readonly [id: string, version: number, linkHash: Buffer, linkUntil: string]>(
  'recovery.ripen',
  `WITH moved AS (UPDATE account_recovery SET state = 'ready', version = version + 1, link_hash = $3, link_until = $4
     WHERE id = $1 AND version = $2 AND state = 'confirmed' RETURNING id)
   SELECT moved_one(count(*)) AS moved FROM moved`,
);

export function ripenRecovery({ id, version }: RecoveryRow, linkHash: Buffer, linkUntil: string): Call {
  return call(ripen, id, version, linkHash, linkUntil);
}

export interface RecoveryEnd {
  readonly state: 'completed' | 'cancelled' | 'rejected' | 'lapsed';
  readonly at: string;
  readonly byName: string;
  readonly words: string;
}

const end = statement<
  { moved: number },
  readonly [id: string, version: number, state: RecoveryEnd['state'], at: string, byName: string, words: string]
>(
  'recovery.end',
  `WITH moved AS (UPDATE account_recovery SET state = $3, version = version + 1, ended_at = $4, ended_by_name = $5, end_words = $6
     WHERE id = $1 AND version = $2 AND state IN ('started', 'confirmed', 'ready') RETURNING id)
   SELECT moved_one(count(*)) AS moved FROM moved`,
);

export function endRecovery({ id, version }: RecoveryRow, ended: RecoveryEnd): Call {
  return call(end, id, version, ended.state, ended.at, ended.byName, ended.words);
}

/** Those whose wait is over; none of an account about whose identity there is a dispute. */
export const findRipe = statement<{ id: string }, readonly [now: string]>(
  'recovery.ripe',
  `SELECT r.id FROM account_recovery r JOIN account c ON c.id = r.account_id
   WHERE r.state = 'confirmed' AND r.due_at <= $1 AND c.active AND c.frozen_by IS NULL ORDER BY r.due_at, r.id`,
);

/** Those that nobody confirmed in time, and links that nobody opened. */
export const findLapsed = statement<{ id: string }, readonly [startedBefore: string, now: string]>(
  'recovery.lapsed',
  `SELECT id FROM account_recovery WHERE (state = 'started' AND started_at <= $1) OR (state = 'ready' AND link_until <= $2)
   ORDER BY started_at, id`,
);

/** The new password and phone of a recovered account; nothing when it has been closed or frozen meanwhile. */
export const setRecovered = statement<
  { id: string },
  readonly [accountId: string, passwordHash: string, phone: string, at: string]
>(
  'recovery.setRecovered',
  `UPDATE account SET password_hash = $2, phone_sealed = $3, phone_index = $5, phone_verified_at = $4
   WHERE id = $1 AND active AND frozen_by IS NULL RETURNING id`,
  { seals: [{ parameter: 3, column: 'account.phone', row: '$1', index: { parameter: 5, purpose: 'phone' } }] },
);

export const setRecoveredPassword = statement<{ id: string }, readonly [accountId: string, passwordHash: string]>(
  'recovery.setPassword',
  'UPDATE account SET password_hash = $2 WHERE id = $1 AND active AND frozen_by IS NULL RETURNING id',
);

/** Whoever holds the lost phone may still be signed in to WeChat there, and whoever had the account may have bound themselves. */
export const unbindOthers = statement<{ account_id: string }, readonly [accountId: string]>(
  'recovery.unbindOthers',
  `WITH wechat AS (DELETE FROM wechat_binding WHERE account_id = $1 RETURNING account_id),
     sso AS (DELETE FROM sso_binding WHERE account_id = $1 RETURNING account_id)
   SELECT account_id FROM wechat UNION SELECT account_id FROM sso`,
);
