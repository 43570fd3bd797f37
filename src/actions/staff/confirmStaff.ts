import { isUuid } from '../../domain/fields/uuid.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { countOtherAdministrators, setStaffConfirmed } from '../../store/staff.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { StaffActor } from '../secondFactor/staffActor.ts';
import type { Services } from '../services.ts';
import { placeOf, workplaceOf } from './workplace.ts';

/**
 * 年度人员确认: the colleague still works here in this role. An administrator is confirmed by another one; where there is
 * only one, by themselves, as the ledger then shows.
 */
export async function confirmStaff(
  services: Services,
  actor: StaffActor,
  accountId: string,
): Promise<Outcome<'confirmed'>> {
  if (!isUuid(accountId)) return notFound;
  const place = placeOf(workplaceOf(actor));
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx): Promise<Outcome<'confirmed'>> => {
    const others =
      accountId === actor.accountId ? await tx.row(countOtherAdministrators, accountId, ...place) : undefined;
    if (others !== undefined && others.count > 0) return refuse(refusal('staff.confirmYourself'));
    if ((await tx.row(setStaffConfirmed, accountId, ...place, at)) === undefined) return notFound;
    const { name, organisation } = actor;
    await tx.row(
      recordInLedger,
      at,
      actor.accountId,
      name,
      organisation,
      'staffConfirmed',
      'account',
      accountId,
      '',
      '{}',
    );
    return done('confirmed');
  });
}
