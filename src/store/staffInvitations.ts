import { statement } from './database.ts';

export const insertInvitation = statement<
  { id: string },
  readonly [
    id: string,
    institutionId: string | null,
    authorityId: string | null,
    name: string,
    phone: string,
    tokenHash: Buffer,
    invitedBy: string | null,
    at: string,
    until: string,
  ]
>(
  'staffInvitation.insert',
  `INSERT INTO staff_invitation (id, "end", institution_id, authority_id, name, role, phone, token_hash, invited_by, created_at, expires_at)
   VALUES ($1, CASE WHEN $2::uuid IS NULL THEN 'authority' ELSE 'institution' END, $2, $3, $4, 'administrator', $5, $6, $7, $8, $9)
   RETURNING id`,
);

/** A new link makes the ones before it worth nothing. */
export const revokeOpenInvitations = statement<
  { id: string },
  readonly [institutionId: string | null, authorityId: string | null, phone: string, at: string]
>(
  'staffInvitation.revokeOpen',
  `UPDATE staff_invitation SET revoked_at = $4
   WHERE (institution_id = $1 OR authority_id = $2) AND phone = $3 AND accepted_at IS NULL AND revoked_at IS NULL RETURNING id`,
);

export interface OpenInvitation {
  readonly id: string;
  readonly end: 'institution' | 'authority';
  readonly institutionId: string | null;
  readonly authorityId: string | null;
  readonly organisation: string;
  readonly name: string;
  readonly role: string;
  readonly phone: string | null;
}

const open = `SELECT v.id, v."end", v.institution_id AS "institutionId", v.authority_id AS "authorityId",
    coalesce(i.name, u.name) AS organisation, v.name, v.role, v.phone
  FROM staff_invitation v LEFT JOIN institution i ON i.id = v.institution_id LEFT JOIN authority u ON u.id = v.authority_id
  WHERE v.token_hash = $1 AND v.accepted_at IS NULL AND v.revoked_at IS NULL AND v.expires_at > $2`;

export const findInvitation = statement<OpenInvitation, readonly [tokenHash: Buffer, now: string]>(
  'staffInvitation.find',
  open,
);

/** Of many who take the same link at once, one does. */
export const lockInvitation = statement<OpenInvitation, readonly [tokenHash: Buffer, now: string]>(
  'staffInvitation.lock',
  `${open} FOR UPDATE OF v`,
);

export const acceptInvitationRow = statement<{ id: string }, readonly [id: string, accountId: string, at: string]>(
  'staffInvitation.accept',
  `UPDATE staff_invitation SET accepted_at = $3, account_id = $2
   WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL RETURNING id`,
);
