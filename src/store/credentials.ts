import { statement } from './database.ts';

export interface PasswordRow {
  readonly loginName: string;
  readonly passwordHash: string;
}

export const findPassword = statement<PasswordRow, readonly [id: string]>(
  'credential.password',
  `SELECT login_name AS "loginName", password_hash AS "passwordHash" FROM account WHERE id = $1 AND active`,
);

/** Nothing when the password is no longer the one that was checked. */
export const setPassword = statement<{ id: string }, readonly [id: string, was: string, hash: string]>(
  'credential.setPassword',
  'UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2 RETURNING id',
);

/** Another number in the place of a proven one; nothing when it is no longer that number. */
export const replacePhoneRow = statement<{ id: string }, readonly [id: string, was: string, phone: string, at: string]>(
  'credential.replacePhone',
  `UPDATE account SET phone_sealed = $3, phone_index = $5, phone_verified_at = $4
   WHERE id = $1 AND phone_index = $2 AND phone_verified_at IS NOT NULL RETURNING id`,
  {
    seals: [{ parameter: 3, column: 'account.phone', row: '$1', index: { parameter: 5, purpose: 'phone' } }],
    indexes: [{ parameter: 2, purpose: 'phone' }],
  },
);

export const setEmailVerified = statement<{ id: string }, readonly [id: string, email: string, at: string]>(
  'credential.setEmailVerified',
  'UPDATE account SET email_sealed = $2, email_verified_at = $3 WHERE id = $1 AND frozen_by IS NULL RETURNING id',
  { seals: [{ parameter: 2, column: 'account.email', row: '$1' }] },
);
