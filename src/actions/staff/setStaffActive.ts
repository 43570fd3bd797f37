import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { deleteSessionsOf, setStaffActiveRow } from '../../store/staff.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

/** 停用, 启用: counts from the colleague's next request on, since rights are read on each. Nobody locks themselves out. */
export async function setStaffActive(
  services: Services,
  actor: InstitutionActor | AuthorityActor,
  accountId: string,
  active: boolean,
): Promise<Outcome<'changed'>> {
  if (actor.accountId === accountId) return refuse(refusal('staff.yourself'));
  if (!isUuid(accountId)) return notFound;
  const place =
    actor.end === 'institution' ? ([actor.institutionId, null] as const) : ([null, actor.authorityId] as const);
  const action = active ? 'staffEnabled' : 'staffDisabled';
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx) => {
    const changed = await tx.row(setStaffActiveRow, accountId, ...place, active);
    if (changed === undefined) return notFound;
    await tx.rows(deleteSessionsOf, accountId);
    const { organisation, name } = actor;
    await tx.row(recordInLedger, at, actor.accountId, name, organisation, action, 'account', accountId, '', '{}');
    return done('changed');
  });
}
