import { randomUUID } from 'node:crypto';
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
  /** Of staff with a number: what else is an account of staff under it. */
  readonly otherAccounts: readonly string[];
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
  /** Of staff: the second factor has been given. */
  readonly secondFactor: boolean;
  /** Who sits there has been proven a short while ago. */
  readonly fresh: boolean;
  /** Somebody else chose the password. */
  readonly temporaryPassword: boolean;
  /** Of staff: nobody has confirmed for a year that they still work there. */
  readonly unconfirmed: boolean;
  /** It is time to write down that this session is still used. */
  readonly unnoted: boolean;
}

type Minutes = number;

/** Nothing when it has ended: by its hours, by its idle minutes (visitors have none), or with its account. */
export const findSession = statement<
  SessionRow,
  readonly [
    tokenHash: Buffer,
    now: string,
    idlePerson: Minutes,
    idleInstitution: Minutes,
    idleAuthority: Minutes,
    stepUp: Minutes,
  ]
>(
  'session.find',
  `SELECT s.account_id AS "accountId", ${opened('s', 'session.data')} AS data, c."end", c.name, ${opened('c', 'account.id_number')} AS "idNumber",
     CASE WHEN c."end" <> 'person' AND c.id_number_index IS NOT NULL THEN (SELECT coalesce(json_agg(o.id), '[]') FROM account o
       WHERE o.id_number_index = c.id_number_index AND o."end" <> 'person' AND o.id <> c.id) ELSE '[]' END AS "otherAccounts",
     c.physician_id AS "physicianId",
     c.matched_at IS NOT NULL AS matched, c.phone_verified_at IS NOT NULL AS "phoneVerified", c.activated_at IS NOT NULL AS activated,
     c.frozen_by IS NOT NULL AS frozen,
     EXISTS (SELECT FROM account_recovery r WHERE r.account_id = c.id AND r.state IN ('started', 'confirmed', 'ready')) AS recovering,
     c.role, c.institution_id AS "institutionId", c.authority_id AS "authorityId", coalesce(i.name, u.name) AS organisation,
     u.path, u.region_code AS "regionCode", u.consents, s.second_factor_at IS NOT NULL AS "secondFactor",
     coalesce(s.proved_at > $2::timestamptz - make_interval(mins => $6::int), false) AS fresh,
     coalesce(c.password_temporary, false) AS "temporaryPassword",
     coalesce(c."end" <> 'person' AND coalesce(c.confirmed_at, c.created_at) <= $2::timestamptz - interval '1 year', false) AS unconfirmed,
     coalesce(s.last_seen_at <= $2::timestamptz - interval '1 minute', true) AS unnoted
   FROM session s LEFT JOIN account c ON c.id = s.account_id
   LEFT JOIN institution i ON i.id = c.institution_id LEFT JOIN authority u ON u.id = c.authority_id
   WHERE s.token_hash = $1 AND s.expires_at > $2 AND (c.id IS NULL OR c.active)
     AND (c.id IS NULL OR s.last_seen_at IS NULL OR s.last_seen_at > $2::timestamptz
       - make_interval(mins => CASE c."end" WHEN 'person' THEN $3::int WHEN 'institution' THEN $4::int ELSE $5::int END))`,
);

/** Somebody has come by; written at most once a minute. */
export const noteSeen = statement<{ token_hash: Buffer }, readonly [tokenHash: Buffer, now: string]>(
  'session.noteSeen',
  'UPDATE session SET last_seen_at = $2 WHERE token_hash = $1 AND (last_seen_at IS NULL OR last_seen_at < $2) RETURNING token_hash',
);

/** The session of an account that may still sign in: if it stands for nobody any more, its time is over. */
export const findLapsed = statement<{ end: string }, readonly [tokenHash: Buffer]>(
  'session.findLapsed',
  'SELECT c."end" FROM session s JOIN account c ON c.id = s.account_id WHERE s.token_hash = $1 AND c.active',
);

/** The old token holds a few seconds more, as proven: what the browser has sent twice or at the same time still arrives. */
export const retireSession = statement<
  { token_hash: Buffer },
  readonly [tokenHash: Buffer, now: string, until: string]
>(
  'session.retire',
  `UPDATE session SET proved_at = $2, second_factor_at = coalesce(second_factor_at, $2), expires_at = least(expires_at, $3::timestamptz)
   WHERE token_hash = $1 RETURNING token_hash`,
);

export const insertSession = statement<
  { token_hash: Buffer },
  readonly [
    tokenHash: Buffer,
    accountId: string | null,
    data: string,
    createdAt: string,
    expiresAt: string,
    device: string,
    deviceKey: Buffer | null,
    network: string,
    id: string,
  ]
>(
  'session.insert',
  `INSERT INTO session (token_hash, account_id, data_sealed, created_at, expires_at, device, device_key, network, id, last_seen_at, proved_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $4, $4) RETURNING token_hash`,
  { seals: [{ parameter: 3, column: 'session.data', row: '$9' }] },
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

const insertRenewed = statement<
  { token_hash: Buffer },
  readonly [tokenHash: Buffer, newHash: Buffer, data: string, now: string, secondFactorGiven: boolean, newId: string]
>(
  'session.insertRenewed',
  `INSERT INTO session (token_hash, account_id, data_sealed, created_at, expires_at, device, device_key, network, last_seen_at, proved_at,
     second_factor_at, id)
   SELECT $2, account_id, $3, created_at, expires_at, device, device_key, network, $4, $4,
     CASE WHEN $5::boolean THEN coalesce(second_factor_at, $4::timestamptz) ELSE second_factor_at END, $6
   FROM session WHERE token_hash = $1 RETURNING token_hash`,
  { seals: [{ parameter: 3, column: 'session.data', row: '$6' }] },
);

export interface Renewing {
  readonly now: string;
  readonly secondFactorGiven: boolean;
  /** Put over what the session holds. */
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * The same session under another token, its proof renewed; false when it is over. The one before is held until the transaction
 * ends, so that two at once do not both go on from it. It goes on as a row of its own, so that what it holds is sealed for that.
 */
export async function renewSession(
  tx: Queryable,
  tokenHash: Buffer,
  newHash: Buffer,
  { now, secondFactorGiven, data }: Renewing,
): Promise<boolean> {
  const held = await tx.row(lockSessionData, tokenHash, now);
  if (held === undefined) return false;
  const kept = JSON.stringify({ ...held.data, ...data });
  const renewed = await tx.row(insertRenewed, tokenHash, newHash, kept, now, secondFactorGiven, randomUUID());
  return renewed !== undefined;
}

export const deleteSession = statement<{ token_hash: Buffer }, readonly [tokenHash: Buffer]>(
  'session.delete',
  'DELETE FROM session WHERE token_hash = $1 RETURNING token_hash',
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
