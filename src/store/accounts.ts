import type { IdType } from '../domain/fields/identity.ts';
import { statement } from './database.ts';
import { opened } from './protection.ts';

export interface Credentials {
  readonly id: string;
  readonly end: 'person' | 'institution' | 'authority';
  readonly passwordHash: string;
}

/**
 * The active account of a login name; people and staff have names of their own, which differ in more than case. A person may
 * give their verified phone instead: no login name begins with a digit.
 */
export const findCredentials = statement<
  Credentials,
  readonly [space: 'person' | 'staff', loginName: string, phone: string | null]
>(
  'account.credentials',
  `SELECT id, "end", password_hash AS "passwordHash" FROM account
   WHERE (CASE WHEN "end" = 'person' THEN 'person' ELSE 'staff' END) = $1 AND lower(login_name) = lower($2) AND active
   UNION ALL
   SELECT id, "end", password_hash FROM account
   WHERE $1 = 'person' AND "end" = 'person' AND phone_index = $3 AND phone_verified_at IS NOT NULL AND active`,
  { indexes: [{ parameter: 3, purpose: 'phone' }] },
);

/** Whose verified phone a number is. */
export const findPhoneOwner = statement<{ id: string }, readonly [phone: string]>(
  'account.phoneOwner',
  `SELECT id FROM account WHERE "end" = 'person' AND phone_index = $1 AND phone_verified_at IS NOT NULL AND active`,
  { indexes: [{ parameter: 1, purpose: 'phone' }] },
);

/** Whether somebody has this login name, and whose account has this ID number. */
export const findTaken = statement<
  { login: boolean; ownerId: string | null },
  readonly [space: 'person' | 'staff', loginName: string, idType: string, idNumber: string]
>(
  'account.taken',
  `SELECT EXISTS (SELECT FROM account WHERE (CASE WHEN "end" = 'person' THEN 'person' ELSE 'staff' END) = $1 AND lower(login_name) = lower($2)) AS login,
     (SELECT id FROM account WHERE id_number_index = $4 AND id_type = $3 AND "end" = 'person' AND active) AS "ownerId"`,
  { indexes: [{ parameter: 4, purpose: 'idNumber' }] },
);

export const insertPersonAccount = statement<
  { id: string },
  readonly [
    id: string,
    loginName: string,
    passwordHash: string,
    name: string,
    idType: IdType,
    idNumber: string,
    phone: string,
    email: string,
    noticeVersion: string,
    noticeReadAt: string,
    at: string,
  ]
>(
  'account.insertPerson',
  `INSERT INTO account (id, "end", login_name, password_hash, name, id_type, id_number_sealed, id_number_index, phone_sealed, phone_index,
     email_sealed, notice_version, notice_read_at, role, created_at)
   VALUES ($1, 'person', $2, $3, $4, $5, $6, $12, $7, $13, $8, $9, $10, 'physician', $11) RETURNING id`,
  {
    seals: [
      { parameter: 6, column: 'account.id_number', row: '$1', index: { parameter: 12, purpose: 'idNumber' } },
      { parameter: 7, column: 'account.phone', row: '$1', index: { parameter: 13, purpose: 'phone' } },
      { parameter: 8, column: 'account.email', row: '$1' },
    ],
  },
);

export interface PersonAccount {
  readonly id: string;
  readonly loginName: string;
  readonly name: string;
  readonly idType: IdType;
  readonly idNumber: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly phoneVerified: boolean;
  readonly emailVerified: boolean;
  readonly matched: boolean;
  readonly activated: boolean;
  readonly physicianId: string | null;
}

const personColumns = `SELECT c.id, c.login_name AS "loginName", c.name, c.id_type AS "idType", ${opened('c', 'account.id_number')} AS "idNumber",
  ${opened('c', 'account.phone')} AS phone, ${opened('c', 'account.email')} AS email,
  c.phone_verified_at IS NOT NULL AS "phoneVerified", c.email_verified_at IS NOT NULL AS "emailVerified",
  c.matched_at IS NOT NULL AS matched, c.activated_at IS NOT NULL AS activated, c.physician_id AS "physicianId" FROM account c WHERE c.id = $1 AND c."end" = 'person' AND c.active`;

export const findPersonAccount = statement<PersonAccount, readonly [id: string]>('account.person', personColumns);

export const lockPersonAccount = statement<PersonAccount, readonly [id: string]>(
  'account.lockPerson',
  `${personColumns} FOR UPDATE`,
);

export interface RosterRow {
  readonly physicianId: string;
  readonly name: string;
  readonly valid: boolean;
}

/** The person of an ID number as the roster has them, and whether any qualification of theirs is valid. */
export const findInRoster = statement<RosterRow, readonly [idType: string, idNumber: string]>(
  'account.roster',
  `SELECT p.id AS "physicianId", p.name, EXISTS (SELECT FROM qualification q WHERE q.physician_id = p.id AND q.valid) AS valid
   FROM physician p WHERE p.id_number_index = $2 AND p.id_type = $1`,
  { indexes: [{ parameter: 2, purpose: 'idNumber' }] },
);

export const setMatched = statement<{ id: string }, readonly [id: string, physicianId: string, at: string]>(
  'account.setMatched',
  'UPDATE account SET matched_at = $3, physician_id = $2 WHERE id = $1 AND matched_at IS NULL RETURNING id',
);

export const setPhone = statement<{ id: string }, readonly [id: string, phone: string]>(
  'account.setPhone',
  'UPDATE account SET phone_sealed = $2, phone_index = $3 WHERE id = $1 AND phone_verified_at IS NULL RETURNING id',
  { seals: [{ parameter: 2, column: 'account.phone', row: '$1', index: { parameter: 3, purpose: 'phone' } }] },
);

export const findPhoneTaken = statement<{ taken: boolean }, readonly [id: string, phone: string]>(
  'account.phoneTaken',
  `SELECT EXISTS (SELECT FROM account WHERE phone_index = $2 AND id <> $1 AND "end" = 'person' AND active AND phone_verified_at IS NOT NULL) AS taken`,
  { indexes: [{ parameter: 2, purpose: 'phone' }] },
);

export const setPhoneVerified = statement<{ id: string }, readonly [id: string, phone: string, at: string]>(
  'account.setPhoneVerified',
  'UPDATE account SET phone_verified_at = $3 WHERE id = $1 AND phone_index = $2 AND phone_verified_at IS NULL RETURNING id',
  { indexes: [{ parameter: 2, purpose: 'phone' }] },
);

export interface ClaimedQualification {
  readonly id: string;
  readonly valid: boolean;
  /** The account that has activated with it. */
  readonly claimedBy: string | null;
}

/** A certificate of this physician and of nobody else. */
export const findOwnQualification = statement<
  ClaimedQualification,
  readonly [physicianId: string, certificateNo: string]
>(
  'account.ownQualification',
  `SELECT q.id, q.valid, (SELECT c.id FROM account c WHERE c.qualification_id = q.id AND c.activated_at IS NOT NULL AND c.active) AS "claimedBy"
   FROM qualification q WHERE q.physician_id = $1 AND q.certificate_no_index = $2`,
  { indexes: [{ parameter: 2, purpose: 'certificateNo' }] },
);

export const setActivated = statement<{ id: string }, readonly [id: string, qualificationId: string, at: string]>(
  'account.setActivated',
  `UPDATE account SET activated_at = $3, qualification_id = $2
   WHERE id = $1 AND activated_at IS NULL AND phone_verified_at IS NOT NULL RETURNING id`,
);

/** An in-app notice that is about no application: to a person, or to everybody of an authority. */
export const insertNotice = statement<
  { id: string },
  readonly [accountId: string | null, authorityId: string | null, title: string, body: string, at: string]
>(
  'account.insertNotice',
  'INSERT INTO notice (account_id, authority_id, title, body, at) VALUES ($1, $2, $3, $4, $5) RETURNING id',
);
