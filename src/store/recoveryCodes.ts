import { statement } from './database.ts';

export const deleteRecoveryCodes = statement<{ account_id: string }, readonly [accountId: string]>(
  'recoveryCode.deleteAll',
  'DELETE FROM recovery_code WHERE account_id = $1 RETURNING account_id',
);

export const insertRecoveryCodes = statement<
  { account_id: string },
  readonly [accountId: string, hashes: readonly Buffer[], at: string]
>(
  'recoveryCode.insert',
  'INSERT INTO recovery_code (account_id, code_hash, made_at) SELECT $1, h, $3 FROM unnest($2::bytea[]) AS h RETURNING account_id',
);

export interface CodesLeft {
  readonly left: number;
  readonly madeAt: string | null;
}

export const countRecoveryCodes = statement<CodesLeft, readonly [accountId: string]>(
  'recoveryCode.count',
  'SELECT count(*) FILTER (WHERE used_at IS NULL) AS left, max(made_at) AS "madeAt" FROM recovery_code WHERE account_id = $1',
);

/**
 * Uses up a code of the account with this login name or ID number, if it is one of theirs; nothing otherwise. Known and
 * unknown names run the same statement. A frozen account keeps its credentials.
 */
export const useRecoveryCode = statement<
  { accountId: string },
  readonly [loginName: string, codeHash: Buffer, at: string, idNumber: string]
>(
  'recoveryCode.use',
  `UPDATE recovery_code r SET used_at = $3 FROM account c
   WHERE r.code_hash = $2 AND r.used_at IS NULL AND c.id = r.account_id AND c."end" = 'person' AND c.active AND c.frozen_by IS NULL
     AND (lower(c.login_name) = lower($1) OR c.id_number_index = $4) RETURNING r.account_id AS "accountId"`,
  { indexes: [{ parameter: 4, purpose: 'idNumber' }] },
);
