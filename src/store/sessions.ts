import type { AuthorityRole, InstitutionRole } from '../domain/access/actor.ts';
import { type Queryable, statement } from './database.ts';
import { opened } from './protection.ts';

/** One row tells who sits behind a cookie and what they may: read on each request. */
export interface SessionRow {
  readonly accountId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly end: 'person' | 'institution' | 'authority' | null;
  readonly name: string | null;
  readonly idNumber: string | null;
  readonly physicianId: string | null;
  readonly matched: boolean;
  readonly phoneVerified: boolean;
  readonly activated: boolean;
  /** A dispute about the identity of the account is open. */
  readonly frozen: boolean;
  /** Somebody is recovering the account at a counter. */
  readonly recovering: boolean;
  readonly role: string | null;
  readonly institutionId: string | null;
  readonly authorityId: string | null;
  readonly organisation: string | null;
  readonly path: string | null;
  readonly regionCode: string | null;
  readonly consents: boolean | null;
}

export const findSession = statement<SessionRow, readonly [tokenHash: Buffer, now: string]>(
  'session.find',
  `SELECT s.account_id AS "accountId", ${opened('s', 'session.data')} AS data, c."end", c.name, ${opened('c', 'account.id_number')} AS "idNumber", c.physician_id AS "physicianId",
     c.matched_at IS NOT NULL AS matched, c.phone_verified_at IS NOT NULL AS "phoneVerified", c.activated_at IS NOT NULL AS activated,
     c.frozen_by IS NOT NULL AS frozen,
     EXISTS (SELECT FROM account_recovery r WHERE r.account_id = c.id AND r.state IN ('started', 'confirmed', 'ready')) AS recovering,
     c.role, c.institution_id AS "institutionId", c.authority_id AS "authorityId", coalesce(i.name, u.name) AS organisation,
     u.path, u.region_code AS "regionCode", u.consents
   FROM session s LEFT JOIN account c ON c.id = s.account_id
   LEFT JOIN institution i ON i.id = c.institution_id LEFT JOIN authority u ON u.id = c.authority_id
   WHERE s.token_hash = $1 AND s.expires_at > $2 AND (c.id IS NULL OR c.active)`,
);

export const insertSession = statement<
  { token_hash: Buffer },
  readonly [tokenHash: Buffer, accountId: string | null, data: string, createdAt: string, expiresAt: string, id: string]
>(
  'session.insert',
  `INSERT INTO session (token_hash, account_id, data_sealed, created_at, expires_at, id) VALUES ($1, $2, $3, $4, $5, $6)
   RETURNING token_hash`,
  { seals: [{ parameter: 3, column: 'session.data', row: '$6' }] },
);

const setSessionData = statement<{ id: string }, readonly [id: string, data: string]>(
  'session.setData',
  'UPDATE session SET data_sealed = $2 WHERE id = $1 RETURNING id',
  { seals: [{ parameter: 2, column: 'session.data', row: '$1' }] },
);

/** The data of a visitor's session, held until the transaction ends: the same form sent twice at once waits here. */
export const lockSessionData = statement<
  { id: string; data: Readonly<Record<string, unknown>> },
  readonly [tokenHash: Buffer, now: string]
>(
  'session.lockData',
  `SELECT s.id, ${opened('s', 'session.data')} AS data FROM session s WHERE s.token_hash = $1 AND s.expires_at > $2 FOR UPDATE`,
);

/** Keeps more in a session, over what is there; nothing when it is over. */
export async function mergeSessionData(
  tx: Queryable,
  tokenHash: Buffer,
  now: string,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  const held = await tx.row(lockSessionData, tokenHash, now);
  if (held !== undefined) await tx.row(setSessionData, held.id, JSON.stringify({ ...held.data, ...more }));
}

export const deleteSession = statement<{ token_hash: Buffer }, readonly [tokenHash: Buffer]>(
  'session.delete',
  'DELETE FROM session WHERE token_hash = $1 RETURNING token_hash',
);

/** The same session under another token: the one before is worth nothing any more. */
export const renewSession = statement<{ id: string }, readonly [tokenHash: Buffer, newHash: Buffer]>(
  'session.renew',
  'UPDATE session SET token_hash = $2 WHERE token_hash = $1 RETURNING id',
);

/** Every other session of an account ends. */
export const deleteOtherSessions = statement<{ n: number }, readonly [accountId: string, tokenHash: Buffer]>(
  'session.deleteOthers',
  'DELETE FROM session WHERE account_id = $1 AND token_hash <> $2',
);

/** The device of a session, in words; '' when it is not known. */
export const findSessionDevice = statement<{ device: string }, readonly [tokenHash: Buffer]>(
  'session.device',
  'SELECT device FROM session WHERE token_hash = $1',
);

export function isInstitutionRole(role: string | null): role is InstitutionRole {
  return role === 'clerk' || role === 'administrator';
}

export function isAuthorityRole(role: string | null): role is AuthorityRole {
  return role === 'officer' || role === 'decider' || role === 'administrator' || role === 'auditor';
}
