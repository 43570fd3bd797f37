import { type Invitation, listInvitations } from '../../store/invitations.ts';
import type { StaffActor } from '../secondFactor/staffActor.ts';
import type { Services } from '../services.ts';
import { placeOf, workplaceOf } from './workplace.ts';

const most = 50;

/** Invitations of the actor's organisation, the newest first. */
export function readInvitations(services: Services, actor: StaffActor): Promise<readonly Invitation[]> {
  return services.database.rows(listInvitations, ...placeOf(workplaceOf(actor)), most);
}
