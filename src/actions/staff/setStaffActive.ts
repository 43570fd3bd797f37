import { isUuid } from '../../domain/fields/uuid.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { deleteSessionsOf, setStaffActiveRow } from '../../store/staff.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { StaffActor } from '../secondFactor/staffActor.ts';
import type { Services } from '../services.ts';
import { tellColleague } from './tellColleague.ts';
import { placeOf, workplaceOf } from './workplace.ts';

/** 停用, 启用: counts from the colleague's next request on, since rights are read on each. Nobody locks themselves out. */
export async function setStaffActive(
  services: Services,
  actor: StaffActor,
  accountId: string,
  active: boolean,
): Promise<Outcome<'changed'>> {
  if (actor.accountId === accountId) return refuse(refusal('staff.yourself'));
  if (!isUuid(accountId)) return notFound;
  const action = active ? 'staffEnabled' : 'staffDisabled';
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx): Promise<Outcome<'changed'>> => {
    const changed = await tx.row(setStaffActiveRow, accountId, ...placeOf(workplaceOf(actor)), active);
    if (changed === undefined) return notFound;
    await tx.rows(deleteSessionsOf, accountId);
    const { organisation, name } = actor;
    await tx.row(recordInLedger, at, actor.accountId, name, organisation, action, 'account', accountId, '', '{}');
    const word = active ? '启用' : '停用';
    await tellColleague(tx, changed, { title: `账号已${word}`, body: `您在${organisation}的账号已${word}。` }, at);
    return done('changed');
  });
}
