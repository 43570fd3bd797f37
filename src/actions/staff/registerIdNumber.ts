import { refusal } from '../../domain/vocabulary/refusals.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { setStaffIdNumber } from '../../store/staff.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { StaffActor } from '../secondFactor/staffActor.ts';
import type { Services } from '../services.ts';
import { type IdNumberForm, readIdNumber } from './readIdNumber.ts';

/** 登记证件号码: once, by oneself; nobody may rid themselves of a number that keeps them from a file. */
export async function registerIdNumber(
  services: Services,
  actor: StaffActor,
  form: IdNumberForm,
): Promise<Outcome<'registered'>> {
  const { id, refusals } = readIdNumber(form);
  if (id === undefined) return refuse(...refusals);
  const { accountId, name, organisation } = actor;
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx): Promise<Outcome<'registered'>> => {
    const written = await tx.row(setStaffIdNumber, accountId, id.idType, id.idNumber);
    if (written === undefined) return refuse(refusal('staff.numberThere'));
    const what = ['staffNumberRegistered', 'account', accountId, '', '{}'] as const;
    await tx.row(recordInLedger, at, accountId, name, organisation, ...what);
    return done('registered');
  });
}
