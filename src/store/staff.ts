import { statement } from './database.ts';
import { opened } from './protection.ts';

export interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly loginName: string;
  readonly role: string;
  readonly phone: string | null;
  readonly active: boolean;
  readonly createdAt: string;
}

/** Everybody who works for one institution or authority. */
export const listStaffRows = statement<StaffRow, readonly [institutionId: string | null, authorityId: string | null]>(
  'staff.list',
  `SELECT c.id, c.name, c.login_name AS "loginName", c.role, ${opened('c', 'account.phone')} AS phone, c.active, c.created_at AS "createdAt"
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
    institutionId: string | null,
    authorityId: string | null,
    role: string,
    at: string,
  ]
>(
  'staff.insert',
  `INSERT INTO account (id, "end", login_name, password_hash, name, id_type, id_number_sealed, id_number_index, phone_sealed, phone_index,
     institution_id, authority_id, role, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $13, $8, $14, $9, $10, $11, $12) RETURNING id`,
  {
    seals: [
      { parameter: 7, column: 'account.id_number', row: '$1', index: { parameter: 13, purpose: 'idNumber' } },
      { parameter: 8, column: 'account.phone', row: '$1', index: { parameter: 14, purpose: 'phone' } },
    ],
  },
);

/** Turns a colleague's account on or off; nothing when they work elsewhere or it is so already. */
export const setStaffActiveRow = statement<
  { id: string },
  readonly [id: string, institutionId: string | null, authorityId: string | null, active: boolean]
>(
  'staff.setActive',
  `UPDATE account SET active = $4 WHERE id = $1 AND (institution_id = $2 OR authority_id = $3) AND active <> $4 RETURNING id`,
);

/** A disabled account that is enabled again does not bring its old sessions back. */
export const deleteSessionsOf = statement<{ n: number }, readonly [accountId: string]>(
  'staff.deleteSessions',
  'DELETE FROM session WHERE account_id = $1',
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
