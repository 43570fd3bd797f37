import { authorityRoles, institutionRoles } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { deleteSessionsOf, lockColleague, setStaffRole } from '../../store/staff.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { StaffActor } from '../secondFactor/staffActor.ts';
import type { Services } from '../services.ts';
import { isStaffRole } from './newStaff.ts';
import { tellColleague } from './tellColleague.ts';
import { placeOf, workplaceOf } from './workplace.ts';

/** 更改岗位: counts from the colleague's next request; their sessions end, so that nothing they had open goes on. */
export async function changeRole(
  services: Services,
  actor: StaffActor,
  accountId: string,
  role: string,
): Promise<Outcome<'changed'>> {
  if (!isUuid(accountId)) return notFound;
  if (actor.accountId === accountId) return refuse(refusal('staff.ownRole', 'role'));
  const { end, name, organisation } = actor;
  const roles: Readonly<Record<string, string>> = end === 'institution' ? institutionRoles : authorityRoles;
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx): Promise<Outcome<'changed'>> => {
    const before = await tx.row(lockColleague, accountId, ...placeOf(workplaceOf(actor)));
    if (before === undefined) return notFound;
    if (!isStaffRole(end, role)) return refuse(refusal('field.choose', 'role', { label: '岗位' }));
    if (before.role === role) return refuse(refusal('staff.sameRole', 'role'));
    const changed = await tx.row(setStaffRole, accountId, role);
    if (changed === undefined) return notFound;
    await tx.rows(deleteSessionsOf, accountId);
    const detail = JSON.stringify({ from: before.role, to: role });
    const written = [
      actor.accountId,
      name,
      organisation,
      'staffRoleChanged',
      'account',
      accountId,
      '',
      detail,
    ] as const;
    await tx.row(recordInLedger, at, ...written);
    const body = `您在${organisation}的岗位已由“${roles[before.role] ?? before.role}”改为“${roles[role] ?? role}”,请重新登录。`;
    await tellColleague(tx, changed, { title: '岗位已更改', body }, at);
    return done('changed');
  });
}
