import { statement } from './database.ts';
import { opened } from './protection.ts';
import type { Contact } from './staff.ts';

export interface Invitation extends Contact {
  readonly name: string;
  readonly role: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly acceptedAt: string | null;
  readonly revokedAt: string | null;
}

type Place = readonly [institutionId: string | null, authorityId: string | null];
const contact = `${opened('v', 'staff_invitation.phone')} AS phone, ${opened('v', 'staff_invitation.email')} AS email`;
const columns = `v.id, v.name, v.role, ${contact}, v.created_at AS "createdAt", v.expires_at AS "expiresAt", v.accepted_at AS "acceptedAt",
  v.revoked_at AS "revokedAt"`;

/** Of one institution or authority, the newest first. */
export const listInvitations = statement<Invitation, readonly [...Place, most: number]>(
  'invitation.list',
  `SELECT ${columns} FROM staff_invitation v WHERE institution_id = $1 OR authority_id = $2 ORDER BY created_at DESC, id LIMIT $3`,
);

export const insertInvitation = statement<
  { id: string },
  readonly [
    id: string,
    end: 'institution' | 'authority',
    ...place: Place,
    name: string,
    role: string,
    phone: string | null,
    email: string | null,
    idNumber: string | null,
    tokenHash: Buffer,
    invitedBy: string | null,
    at: string,
    expiresAt: string,
  ]
>(
  'invitation.insert',
  `INSERT INTO staff_invitation (id, "end", institution_id, authority_id, name, role, phone_sealed, email_sealed,
     id_number_sealed, token_hash, invited_by, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
  {
    seals: [
      { parameter: 7, column: 'staff_invitation.phone', row: '$1' },
      { parameter: 8, column: 'staff_invitation.email', row: '$1' },
      { parameter: 9, column: 'staff_invitation.id_number', row: '$1' },
    ],
  },
);

/** One of an institution or authority, however it stands. */
export const findOwnInvitation = statement<Invitation, readonly [id: string, ...place: Place]>(
  'invitation.own',
  `SELECT ${columns} FROM staff_invitation v WHERE id = $1 AND (institution_id = $2 OR authority_id = $3)`,
);

/** Another link instead of the one before; nothing once it was accepted or revoked. */
export const renewInvitation = statement<
  Invitation,
  readonly [id: string, ...place: Place, tokenHash: Buffer, expiresAt: string]
>(
  'invitation.renew',
  `UPDATE staff_invitation v SET token_hash = $4, expires_at = $5
   WHERE id = $1 AND (institution_id = $2 OR authority_id = $3) AND accepted_at IS NULL AND revoked_at IS NULL RETURNING ${columns}`,
);

export const revokeInvitation = statement<Invitation, readonly [id: string, ...place: Place, at: string]>(
  'invitation.revoke',
  `UPDATE staff_invitation v SET revoked_at = $4
   WHERE id = $1 AND (institution_id = $2 OR authority_id = $3) AND accepted_at IS NULL AND revoked_at IS NULL RETURNING ${columns}`,
);

/** All open ones of an institution that has nobody yet: whoever is invited last is its first administrator. */
export const revokeOpenInvitations = statement<{ id: string }, readonly [institutionId: string, at: string]>(
  'invitation.revokeOpen',
  `UPDATE staff_invitation SET revoked_at = $2
   WHERE institution_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL RETURNING id`,
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
  readonly email: string | null;
  readonly idNumber: string | null;
}

/** The invitation of a link that still works. */
export const findInvitation = statement<OpenInvitation, readonly [tokenHash: Buffer, end: string, now: string]>(
  'invitation.find',
  `SELECT v.id, v."end", v.institution_id AS "institutionId", v.authority_id AS "authorityId", coalesce(i.name, u.name) AS organisation,
     v.name, v.role, ${contact}, ${opened('v', 'staff_invitation.id_number')} AS "idNumber"
   FROM staff_invitation v LEFT JOIN institution i ON i.id = v.institution_id LEFT JOIN authority u ON u.id = v.authority_id
   WHERE v.token_hash = $1 AND v."end" = $2 AND v.accepted_at IS NULL AND v.revoked_at IS NULL AND v.expires_at > $3`,
);

/** A link works once: of many at the same time one finds the invitation open. */
export const acceptInvitationRow = statement<
  { id: string },
  readonly [id: string, tokenHash: Buffer, accountId: string, now: string]
>(
  'invitation.accept',
  `UPDATE staff_invitation SET accepted_at = $4, account_id = $3
   WHERE id = $1 AND token_hash = $2 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $4 RETURNING id`,
);
