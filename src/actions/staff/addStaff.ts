import { randomUUID } from 'node:crypto';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { hashPassword } from '../../outside/passwordHash.ts';
import { findTaken } from '../../store/accounts.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { insertStaff } from '../../store/staff.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { unlessBusy } from '../account/unlessBusy.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type ColleagueForm, randomPassword, readColleague } from './newStaff.ts';
import { readSignInData } from './readSignInData.ts';
import { placeOf, type Workplace } from './workplace.ts';

export interface StaffForm extends ColleagueForm {
  readonly loginName: string;
  /** '' makes one. */
  readonly password: string;
}

export interface AddedStaff {
  readonly accountId: string;
  readonly name: string;
  readonly loginName: string;
  /** Told once, here; only its hash is kept. */
  readonly password: string;
}

/** A new account of an institution or authority, with a first password that its owner changes at the first sign-in. */
export async function addStaff(services: Services, at: Workplace, form: StaffForm): Promise<Outcome<AddedStaff>> {
  const { colleague, refusals } = readColleague(at.end, form);
  const given = { ...form, password: form.password || randomPassword() };
  const { loginName, password, refusals: more } = readSignInData(services.commonPasswords, given);
  const taken = await services.database.row(findTaken, 'staff', form.loginName, '', '');
  const wrong = [
    ...refusals,
    // The command line may leave it out: whoever comes in so registers it themselves (本人账号).
    ...(form.idNumber === '' && at.addedBy !== null ? [refusal('idNumber.empty', 'idNumber')] : []),
    ...more,
    ...(taken?.login === true ? [refusal('staff.loginTaken', 'loginName')] : []),
  ];
  if (colleague === undefined || wrong.length > 0) return refuse(...wrong);
  return unlessBusy(async () => {
    const hash = await hashPassword(password);
    const id = randomUUID();
    const now = services.clock.now().toString();
    const { name, role, phone, email, idNumber } = colleague;
    const idType = idNumber === null ? null : 'residentIdCard';
    const by = at.addedBy ?? { accountId: null, name: '系统' };
    const who = [id, at.end, loginName, hash, name, idType, idNumber, phone, email] as const;
    const detail = JSON.stringify({ role });
    try {
      await transaction(services.database, async (tx) => {
        await tx.row(insertStaff, ...who, ...placeOf(at), role, true, now);
        const written = [now, by.accountId, by.name, at.organisation, 'staffAdded', 'account', id, '', detail] as const;
        await tx.row(recordInLedger, ...written);
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'account_login') throw error;
      return refuse(refusal('staff.loginTaken', 'loginName'));
    }
    return done({ accountId: id, name, loginName, password });
  });
}
