import type { AuthorityActor } from '../../domain/access/actor.ts';
import type { Queryable } from '../../store/database.ts';
import { revokeOpenInvitations } from '../../store/invitations.ts';
import type { Services } from '../services.ts';
import { invite } from './inviteStaff.ts';

/** Who is to keep the staff of an institution that has nobody yet. */
export interface FirstAdministrator {
  readonly institutionId: string;
  readonly institution: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string | null;
}

/** The authority invites the first 机构管理员, in the caller's transaction; links sent before to whomever are dead. */
export async function inviteFirstAdministrator(
  services: Services,
  tx: Queryable,
  actor: AuthorityActor,
  { institutionId, institution, name, phone, email }: FirstAdministrator,
): Promise<void> {
  await tx.rows(revokeOpenInvitations, institutionId, services.clock.now().toString());
  const at = { end: 'institution', organisationId: institutionId, organisation: institution, addedBy: actor } as const;
  await invite(services, tx, at, { name, role: 'administrator', phone, email, idNumber: null }, actor.organisation);
}
