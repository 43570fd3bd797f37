import { statement } from './database.ts';

export interface SecondFactor {
  readonly loginName: string;
  readonly passwordHash: string;
  /** Sealed; null: none yet. */
  readonly secret: Buffer | null;
  readonly codesLeft: number;
}

/** The account of somebody of staff and what they have beside their password. */
export const findSecondFactor = statement<SecondFactor, readonly [accountId: string]>(
  'secondFactor.find',
  `SELECT c.login_name AS "loginName", c.password_hash AS "passwordHash", f.secret,
     (SELECT count(*) FROM backup_code b WHERE b.account_id = c.id AND b.used_at IS NULL) AS "codesLeft"
   FROM account c LEFT JOIN second_factor f ON f.account_id = c.id WHERE c.id = $1 AND c.active AND c."end" <> 'person'`,
);

/** Held until the transaction ends, so that two enrolments at once make one. */
export const lockStaffAccount = statement<{ enrolled: boolean }, readonly [accountId: string]>(
  'secondFactor.lockAccount',
  `SELECT EXISTS (SELECT FROM second_factor f WHERE f.account_id = c.id) AS enrolled FROM account c
   WHERE c.id = $1 AND c.active AND c."end" <> 'person' FOR UPDATE OF c`,
);

export const putSecondFactor = statement<
  { accountId: string },
  readonly [accountId: string, secret: Buffer, step: number, at: string]
>(
  'secondFactor.put',
  `INSERT INTO second_factor (account_id, secret, last_step, confirmed_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, last_step = excluded.last_step, confirmed_at = excluded.confirmed_at
   RETURNING account_id AS "accountId"`,
);

/** Those of the demonstration; a start that was broken off gives new ones. */
export const putSecondFactors = statement<
  { accountId: string },
  readonly [accountIds: readonly string[], secrets: readonly Buffer[], at: string]
>(
  'secondFactor.putAll',
  `INSERT INTO second_factor (account_id, secret, last_step, confirmed_at)
   SELECT id, secret, 0, $3 FROM unnest($1::uuid[], $2::bytea[]) AS f(id, secret)
   ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret RETURNING account_id AS "accountId"`,
);

/** A code counts once: nothing when this step, or a later one, has been used. */
export const useStep = statement<{ accountId: string }, readonly [accountId: string, step: number]>(
  'secondFactor.useStep',
  'UPDATE second_factor SET last_step = $2 WHERE account_id = $1 AND last_step < $2 RETURNING account_id AS "accountId"',
);

export const useBackupCode = statement<{ accountId: string }, readonly [accountId: string, hash: Buffer, at: string]>(
  'backupCode.use',
  `UPDATE backup_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING account_id AS "accountId"`,
);

export const deleteBackupCodes = statement<{ accountId: string }, readonly [accountId: string]>(
  'backupCode.deleteAll',
  'DELETE FROM backup_code WHERE account_id = $1',
);

export const insertBackupCodes = statement<
  { accountId: string },
  readonly [accountId: string, hashes: readonly Buffer[]]
>('backupCode.insert', 'INSERT INTO backup_code (account_id, code_hash) SELECT $1, unnest($2::bytea[])');

export interface SealedFactor {
  readonly accountId: string;
  readonly loginName: string;
  readonly name: string;
  readonly organisation: string;
  readonly secret: Buffer;
}

/** Of all staff, for the demonstration, which shows the present codes to whoever tries it. */
export const listSecondFactors = statement<SealedFactor, readonly [most: number]>(
  'secondFactor.list',
  `SELECT f.account_id AS "accountId", c.login_name AS "loginName", c.name, coalesce(i.name, u.name) AS organisation, f.secret
   FROM second_factor f JOIN account c ON c.id = f.account_id
   LEFT JOIN institution i ON i.id = c.institution_id LEFT JOIN authority u ON u.id = c.authority_id
   WHERE c.active ORDER BY c.login_name LIMIT $1`,
);
