import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { listStaffRows, type StaffRow } from '../../store/staff.ts';
import type { Services } from '../services.ts';

export type Colleague = StaffRow;

/** Everybody who works where this administrator does. */
export async function listStaff(
  services: Services,
  actor: InstitutionActor | AuthorityActor,
): Promise<readonly Colleague[]> {
  const place =
    actor.end === 'institution' ? ([actor.institutionId, null] as const) : ([null, actor.authorityId] as const);
  return services.database.rows(listStaffRows, ...place);
}
