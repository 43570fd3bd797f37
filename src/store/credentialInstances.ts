import { statement } from './database.ts';

/** Licences given to one wallet, with the face of the licence as it stands at this moment. */
export const insertInstance = statement<
  { id: string },
  readonly [entryId: string, accountId: string, copies: number, issuedAt: string, expiresAt: string]
>(
  'credentialInstance.insert',
  `INSERT INTO credential_instance (entry_id, account_id, copies, face_digest, issued_at, expires_at)
   SELECT f.entry_id, $2, $3, f.digest, $4, $5 FROM licence_face f WHERE f.entry_id = $1 RETURNING id`,
);

export interface WalletLicence {
  readonly id: string;
  readonly copies: number;
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  /** The register says something else by now. */
  readonly isOutdated: boolean;
}

/** What has been put into wallets of one registration, newest first. */
export const findInstances = statement<WalletLicence, readonly [physicianId: string, entryId: string]>(
  'credentialInstance.ofEntry',
  `SELECT c.id, c.copies, c.issued_at AS "issuedAt", c.expires_at AS "expiresAt", c.revoked_at AS "revokedAt",
     c.face_digest <> f.digest AS "isOutdated"
   FROM credential_instance c JOIN register_entry e ON e.id = c.entry_id JOIN licence_face f ON f.entry_id = c.entry_id
   WHERE e.physician_id = $1 AND c.entry_id = $2 ORDER BY c.issued_at DESC, c.id LIMIT 50`,
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
