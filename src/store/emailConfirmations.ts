import { statement } from './database.ts';
import { opened } from './protection.ts';

export const insertEmailConfirmation = statement<
  { id: string },
  readonly [id: string, accountId: string, email: string, tokenHash: Buffer, createdAt: string, expiresAt: string]
>(
  'emailConfirmation.insert',
  `INSERT INTO email_confirmation (id, account_id, email_sealed, token_hash, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
  { seals: [{ parameter: 3, column: 'email_confirmation.email', row: '$1' }] },
);

/** Links sent before are worth nothing once there is a new one. */
export const deleteUnusedConfirmations = statement<{ n: number }, readonly [accountId: string]>(
  'emailConfirmation.deleteUnused',
  'DELETE FROM email_confirmation WHERE account_id = $1 AND used_at IS NULL',
);

export interface OpenConfirmation {
  readonly accountId: string;
  readonly email: string;
}

/** A link that can still be confirmed, and whose; reading it changes nothing. */
export const findEmailConfirmation = statement<
  OpenConfirmation & { readonly loginName: string },
  readonly [tokenHash: Buffer, now: string]
>(
  'emailConfirmation.find',
  `SELECT e.account_id AS "accountId", ${opened('e', 'email_confirmation.email')} AS email, c.login_name AS "loginName"
   FROM email_confirmation e JOIN account c ON c.id = e.account_id
   WHERE e.token_hash = $1 AND e.used_at IS NULL AND e.expires_at > $2 AND c.active`,
);

/** Of many confirmations at once one takes effect. */
export const useEmailConfirmation = statement<OpenConfirmation, readonly [tokenHash: Buffer, now: string]>(
  'emailConfirmation.use',
  `UPDATE email_confirmation e SET used_at = $2 WHERE e.token_hash = $1 AND e.used_at IS NULL AND e.expires_at > $2
   RETURNING e.account_id AS "accountId", ${opened('e', 'email_confirmation.email')} AS email`,
);
