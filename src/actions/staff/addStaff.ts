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
import { readNewStaff, type StaffForm } from './newStaff.ts';

/** Where somebody is to work, and who takes them in: an administrator, or (null) whoever runs the program. */
export interface Workplace {
  readonly end: 'institution' | 'authority';
  readonly organisationId: string;
  readonly organisation: string;
  readonly addedBy: { readonly accountId: string; readonly name: string } | null;
}

export interface AddedStaff {
  readonly accountId: string;
  readonly name: string;
  readonly loginName: string;
  /** Told once, here; only its hash is kept. */
  readonly password: string;
}

/** A new account of an institution or authority, with its first password. */
export async function addStaff(services: Services, at: Workplace, form: StaffForm): Promise<Outcome<AddedStaff>> {
  const { end, organisationId } = at;
  const { staff, refusals } = readNewStaff(services.commonPasswords, end, form);
  const taken = await services.database.row(findTaken, 'staff', form.loginName, '', '');
  if (staff === undefined || taken?.login === true)
    return refuse(...refusals, ...(taken?.login === true ? [refusal('staff.loginTaken', 'loginName')] : []));
  return unlessBusy(async () => {
    const hash = await hashPassword(staff.password);
    const id = randomUUID();
    const now = services.clock.now().toString();
    const { name, loginName, role, phone, idNumber, password } = staff;
    const idType = idNumber === null ? null : 'residentIdCard';
    const place = end === 'institution' ? ([organisationId, null] as const) : ([null, organisationId] as const);
    const by = at.addedBy ?? { accountId: null, name: '系统' };
    try {
      await transaction(services.database, async (tx) => {
        await tx.row(insertStaff, id, end, loginName, hash, name, idType, idNumber, phone, ...place, role, now);
        const detail = JSON.stringify({ role });
        await tx.row(
          recordInLedger,
          now,
          by.accountId,
          by.name,
          at.organisation,
          'staffAdded',
          'account',
          id,
          '',
          detail,
        );
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'account_login') throw error;
      return refuse(refusal('staff.loginTaken', 'loginName'));
    }
    return done({ accountId: id, name, loginName, password });
  });
}
