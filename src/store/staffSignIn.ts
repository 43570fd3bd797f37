import { statement } from './database.ts';
import { type Contact, contact } from './staff.ts';

export interface Resettable extends Contact {
  readonly name: string;
  readonly loginName: string;
  readonly organisation: string;
}

/**
 * A colleague, or an administrator right below, whose way of signing in somebody may reset; `$4`: whoever runs the program
 * may reset everybody's. Held until the transaction ends.
 */
export const lockResettable = statement<
  Resettable,
  readonly [id: string, institutionId: string | null, authorityId: string | null, everybody: boolean]
>(
  'staffSignIn.lockResettable',
  `SELECT c.id, ${contact('c')}, c.name, c.login_name AS "loginName", coalesce(i.name, u.name) AS organisation
   FROM account c LEFT JOIN institution i ON i.id = c.institution_id LEFT JOIN authority u ON u.id = c.authority_id
   WHERE c.id = $1 AND c."end" <> 'person' AND c.active
     AND ($4 OR c.institution_id = $2 OR c.authority_id = $3 OR (c.role = 'administrator' AND (i.authority_id = $3 OR u.parent_id = $3)))
   FOR UPDATE OF c`,
);

/** A password that somebody else has made: its owner changes it at the next sign-in. */
export const resetStaffPassword = statement<{ id: string }, readonly [id: string, passwordHash: string]>(
  'staffSignIn.resetPassword',
  'UPDATE account SET password_hash = $2, password_temporary = true WHERE id = $1 RETURNING id',
);

export const deleteSecondFactor = statement<{ accountId: string }, readonly [accountId: string]>(
  'staffSignIn.deleteSecondFactor',
  'DELETE FROM second_factor WHERE account_id = $1 RETURNING account_id AS "accountId"',
);

export const findStaffByLogin = statement<{ id: string }, readonly [loginName: string]>(
  'staffSignIn.byLogin',
  `SELECT id FROM account WHERE "end" <> 'person' AND lower(login_name) = lower($1) AND active`,
);

export interface AdministratorBelow {
  readonly id: string;
  readonly name: string;
  readonly loginName: string;
  readonly organisation: string;
}

/** Administrators of the institutions of an authority and of the authorities right below it; all, or one of them. */
export const listAdministratorsBelow = statement<
  AdministratorBelow,
  readonly [authorityId: string, words: string, id: string | null, most: number]
>(
  'staffSignIn.administratorsBelow',
  `SELECT c.id, c.name, c.login_name AS "loginName", coalesce(i.name, u.name) AS organisation
   FROM account c LEFT JOIN institution i ON i.id = c.institution_id LEFT JOIN authority u ON u.id = c.authority_id
   WHERE c.role = 'administrator' AND c.active AND (i.authority_id = $1 OR u.parent_id = $1)
     AND strpos(coalesce(i.name, u.name), $2) > 0 AND ($3::uuid IS NULL OR c.id = $3)
   ORDER BY coalesce(i.name, u.name), c.created_at, c.id LIMIT $4`,
);
