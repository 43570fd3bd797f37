import { refusal } from '../../domain/vocabulary/refusals.ts';
import { hashPassword } from '../../outside/passwordHash.ts';
import { findTaken } from '../../store/accounts.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type NewAccountForm, readNewAccount } from './newAccount.ts';
import type { Registration } from './registration.ts';
import { saveAccount } from './saveAccount.ts';
import { unlessBusy } from './unlessBusy.ts';

/** 【确定】 of the second page: the account. Answers its login name; the same form sent twice is the same account. */
export async function registerAccount(
  services: Services,
  token: string,
  registration: Registration,
  form: NewAccountForm,
): Promise<Outcome<string>> {
  const read = readNewAccount(services, registration, form);
  const taken = await services.database.row(
    findTaken,
    'person',
    form.loginName,
    registration.idType,
    registration.idNumber,
  );
  // The one who sent this form a moment ago is no stranger: the session below tells them apart.
  const refusals = [...read.refusals, ...(taken?.login === true ? [refusal('account.loginTaken', 'loginName')] : [])];
  const account = read.account;
  if (account === undefined) return refuse(...refusals);
  return unlessBusy(async () => {
    const passwordHash = await hashPassword(account.password);
    try {
      return await transaction(services.database, (tx) =>
        saveAccount(services, tx, token, account, passwordHash, refusals),
      );
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'account_login') return refuse(refusal('account.loginTaken', 'loginName'));
      if (constraint === 'account_person_id_number') return refuse(refusal('account.alreadyRegistered'));
      throw error;
    }
  });
}
