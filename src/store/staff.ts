import { statement } from './database.ts';
import { opened } from './protection.ts';

export interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly loginName: string;
  readonly role: string;
  readonly phone: string | null;
  readonly email: string | null;
  /** Null while they have not registered it. */
  readonly idNumber: string | null;
  readonly active: boolean;
  readonly createdAt: string;
  /** When an administrator last confirmed that they still work here; at first, when they came. */
  readonly confirmedAt: string;
}

/** How a colleague is reached outside. */
export interface Contact {
  readonly id: string;
  readonly phone: string | null;
  readonly email: string | null;
}

/** `Contact` but for the id, of an account called `alias` in the statement. */
export function contact(alias: string): string {
  return `${opened(alias, 'account.phone')} AS phone, ${opened(alias, 'account.email')} AS email`;
}

/** Everybody who works for one institution or authority. */
export const listStaffRows = statement<StaffRow, readonly [institutionId: string | null, authorityId: string | null]>(
  'staff.list',
  `SELECT c.id, c.name, c.login_name AS "loginName", c.role, ${contact('c')}, ${opened('c', 'account.id_number')} AS "idNumber", c.active, c.created_at AS "createdAt",
     coalesce(c.confirmed_at, c.created_at) AS "confirmedAt"
   FROM account c WHERE c.institution_id = $1 OR c.authority_id = $2 ORDER BY c.active DESC, c.created_at, c.id`,
);

export const insertStaff = statement<
  { id: string },
  readonly [
    id: string,
    end: 'institution' | 'authority',
    loginName: string,
    passwordHash: string,
    name: string,
    idType: string | null,
    idNumber: string | null,
    phone: string | null,
    email: string | null,
    institutionId: string | null,
    authorityId: string | null,
    role: string,
    passwordTemporary: boolean,
    at: string,
  ]
>(
  'staff.insert',
  `INSERT INTO account (id, "end", login_name, password_hash, name, id_type, id_number_sealed, id_number_index, phone_sealed, phone_index,
     email_sealed, institution_id, authority_id, role, password_temporary, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $15, $8, $16, $9, $10, $11, $12, $13, $14) RETURNING id`,
  {
    seals: [
      { parameter: 7, column: 'account.id_number', row: '$1', index: { parameter: 15, purpose: 'idNumber' } },
      { parameter: 8, column: 'account.phone', row: '$1', index: { parameter: 16, purpose: 'phone' } },
      { parameter: 9, column: 'account.email', row: '$1' },
    ],
  },
);

/** Their number, as long as none is there. */
export const setStaffIdNumber = statement<{ id: string }, readonly [id: string, idType: string, idNumber: string]>(
  'staff.setIdNumber',
  `UPDATE account SET id_type = $2, id_number_sealed = $3, id_number_index = $4
   WHERE id = $1 AND "end" <> 'person' AND active AND id_number_sealed IS NULL RETURNING id`,
  { seals: [{ parameter: 3, column: 'account.id_number', row: '$1', index: { parameter: 4, purpose: 'idNumber' } }] },
);

/** Turns a colleague's account on or off; nothing when they work elsewhere or it is so already. */
export const setStaffActiveRow = statement<
  Contact,
  readonly [id: string, institutionId: string | null, authorityId: string | null, active: boolean]
>(
  'staff.setActive',
  `UPDATE account c SET active = $4 WHERE id = $1 AND (institution_id = $2 OR authority_id = $3) AND active <> $4 RETURNING c.id, ${contact('c')}`,
);

/** A colleague's role, and the one before; nothing when they work elsewhere. Held until the transaction ends. */
export const lockColleague = statement<
  { role: string; active: boolean },
  readonly [id: string, institutionId: string | null, authorityId: string | null]
>(
  'staff.lock',
  'SELECT role, active FROM account WHERE id = $1 AND (institution_id = $2 OR authority_id = $3) FOR UPDATE',
);

export const setStaffRole = statement<Contact, readonly [id: string, role: string]>(
  'staff.setRole',
  `UPDATE account c SET role = $2 WHERE id = $1 RETURNING c.id, ${contact('c')}`,
);

export const setStaffConfirmed = statement<
  Contact,
  readonly [id: string, institutionId: string | null, authorityId: string | null, at: string]
>(
  'staff.setConfirmed',
  `UPDATE account c SET confirmed_at = $4 WHERE id = $1 AND (institution_id = $2 OR authority_id = $3) AND active RETURNING c.id, ${contact('c')}`,
);

/** Those who can confirm somebody who is an administrator too. */
export const countOtherAdministrators = statement<
  { count: number },
  readonly [id: string, institutionId: string | null, authorityId: string | null]
>(
  'staff.otherAdministrators',
  `SELECT count(*) FROM account WHERE id <> $1 AND (institution_id = $2 OR authority_id = $3) AND active AND role = 'administrator'`,
);

export interface Unconfirmed {
  readonly id: string;
  readonly name: string;
  readonly dueAt: string;
  readonly administrators: readonly string[];
}

/** 年度人员确认 that falls due by then (the confirmation holds a year), and of which nobody has been reminded. */
export const findUnconfirmed = statement<Unconfirmed, readonly [until: string]>(
  'staff.unconfirmed',
  `SELECT c.id, c.name, d.due_at AS "dueAt",
     (SELECT coalesce(json_agg(a.id), '[]') FROM account a WHERE a.active AND a.role = 'administrator'
        AND (a.institution_id = c.institution_id OR a.authority_id = c.authority_id)) AS administrators
   FROM account c CROSS JOIN LATERAL (SELECT coalesce(c.confirmed_at, c.created_at) + interval '1 year' AS due_at) d
   WHERE c."end" <> 'person' AND c.active AND d.due_at <= $1::timestamptz
     AND NOT EXISTS (SELECT FROM time_act k WHERE k.key = 'staff:' || c.id || ':' || to_char(d.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'))
   ORDER BY d.due_at, c.id`,
);

/** A disabled account that is enabled again does not bring its old sessions back. */
export const deleteSessionsOf = statement<{ n: number }, readonly [accountId: string]>(
  'staff.deleteSessions',
  'DELETE FROM session WHERE account_id = $1',
);

/** A password the person has chosen. */
export const setStaffPassword = statement<{ id: string }, readonly [id: string, passwordHash: string]>(
  'staff.setPassword',
  `UPDATE account SET password_hash = $2, password_temporary = false WHERE id = $1 AND active AND "end" <> 'person' RETURNING id`,
);

export interface Organisation {
  readonly id: string;
  readonly name: string;
}

export const findInstitutionByNumber = statement<Organisation, readonly [number: string]>(
  'staff.institution',
  'SELECT id, name FROM institution WHERE number = $1',
);

export const findAuthorityByCode = statement<Organisation, readonly [code: string]>(
  'staff.authority',
  'SELECT id, name FROM authority WHERE code = $1',
);
