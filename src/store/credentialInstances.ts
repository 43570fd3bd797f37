import type { InWallet } from '../domain/issuing/walletState.ts';
import { statement } from './database.ts';

/** Licences given to one wallet, with the face of the licence as it stands at this moment. */
export const insertInstance = statement<
  { id: string },
  readonly [entryId: string, accountId: string, copies: number, issuedAt: string, expiresAt: string, kid: string]
>(
  'credentialInstance.insert',
  `INSERT INTO credential_instance (entry_id, account_id, copies, face_digest, issued_at, expires_at, kid)
   SELECT f.entry_id, $2, $3, f.digest, $4, $5, $6 FROM licence_face f WHERE f.entry_id = $1 RETURNING id`,
);

export interface WalletRow extends InWallet {
  readonly id: string;
  readonly copies: number;
}

/**
 * What has been put into wallets of one registration, newest first: everything that may still be shown, since each of it can be
 * stopped, and the last fifty of the others.
 */
export const findInstances = statement<WalletRow, readonly [physicianId: string, entryId: string, now: string]>(
  'credentialInstance.ofEntry',
  `SELECT id, copies, "issuedAt", "expiresAt", "revokedAt", "isOutdated", kid FROM (
     SELECT c.id, c.copies, c.issued_at AS "issuedAt", c.expires_at AS "expiresAt", c.revoked_at AS "revokedAt",
       c.face_digest <> f.digest AS "isOutdated", c.kid, ended.it AS "hasEnded",
       row_number() OVER (PARTITION BY ended.it ORDER BY c.issued_at DESC, c.id) AS place
     FROM credential_instance c JOIN register_entry e ON e.id = c.entry_id JOIN licence_face f ON f.entry_id = c.entry_id
     CROSS JOIN LATERAL (SELECT c.revoked_at IS NOT NULL OR c.expires_at <= $3 AS it) ended
     WHERE e.physician_id = $1 AND c.entry_id = $2
   ) each_one WHERE NOT "hasEnded" OR place <= 50 ORDER BY "issuedAt" DESC, id`,
);

/** Whether this physician has it at all, stopped or not. */
export const isOwnInstance = statement<{ id: string }, readonly [id: string, physicianId: string, entryId: string]>(
  'credentialInstance.isOwn',
  `SELECT c.id FROM credential_instance c JOIN register_entry e ON e.id = c.entry_id
   WHERE c.id = $1 AND e.physician_id = $2 AND c.entry_id = $3`,
);

/** 停用, once. */
export const revokeInstance = statement<
  { entryId: string },
  readonly [id: string, physicianId: string, entryId: string, at: string]
>(
  'credentialInstance.revoke',
  `UPDATE credential_instance c SET revoked_at = $4 FROM register_entry e
   WHERE c.id = $1 AND e.id = c.entry_id AND e.physician_id = $2 AND c.entry_id = $3 AND c.revoked_at IS NULL
   RETURNING c.entry_id AS "entryId"`,
);
