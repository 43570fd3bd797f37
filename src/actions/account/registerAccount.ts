import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { hashPassword } from '../../outside/passwordHash.ts';
import { findTaken } from '../../store/accounts.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { keepInSession } from '../session/closeSession.ts';
import { countTry } from './attempts.ts';
import { type NewAccount, type NewAccountForm, readNewAccount } from './newAccount.ts';
import type { RegisterFrom, Registration } from './registration.ts';
import { saveAccount } from './saveAccount.ts';
import { unlessBusy } from './unlessBusy.ts';

/** Taken login names one visitor is told of before they have to answer a human check again. */
const mostNames = 5;

/**
 * 【确定】 of the second page: the account. Answers its login name; the same form sent twice is the same account. A number that
 * has an account already is answered like any other, and explained to the phone that was typed.
 */
export async function registerAccount(
  services: Services,
  from: RegisterFrom,
  registration: Registration,
  form: NewAccountForm,
): Promise<Outcome<string>> {
  const read = readNewAccount(services, registration, form);
  const taken = await find(services, registration, form.loginName);
  // The one who sent this form a moment ago is no stranger: the session tells them apart as it is saved.
  const refusals = [...read.refusals, ...(taken?.login === true ? [refusal('account.loginTaken', 'loginName')] : [])];
  const account = read.account;
  const outcome =
    account === undefined
      ? refuse(...refusals)
      : await unlessBusy(() => save(services, from, registration, account, refusals, taken?.ownerId ?? null));
  const isTaken = outcome.kind === 'refused' && outcome.refusals.some(({ code }) => code === 'account.loginTaken');
  return isTaken ? withinNames(services, from.token, outcome) : outcome;
}

async function save(
  services: Services,
  from: RegisterFrom,
  registration: Registration,
  account: NewAccount,
  refusals: readonly Refusal[],
  ownerId: string | null,
): Promise<Outcome<string>> {
  const passwordHash = await hashPassword(account.password);
  try {
    return await transaction(services.database, (tx) =>
      saveAccount(services, tx, from, { account, passwordHash, ownerId }, refusals),
    );
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'account_login') return refuse(refusal('account.loginTaken', 'loginName'));
    if (constraint !== 'account_person_id_number' || ownerId !== null) throw error;
    // Somebody has registered with this number in between.
    const ownerNow = (await find(services, registration, account.loginName))?.ownerId ?? null;
    if (ownerNow === null) throw error;
    return save(services, from, registration, account, refusals, ownerNow);
  }
}

function find({ database }: Services, { idType, idNumber }: Registration, loginName: string) {
  return database.row(findTaken, 'person', loginName, idType, idNumber);
}

/** Whoever tries out names begins again, with a human check. */
async function withinNames(services: Services, token: string, refused: Outcome<string>): Promise<Outcome<string>> {
  const since = services.clock.now().subtract({ hours: 2 });
  const counting = await countTry(services, { purpose: 'loginTaken', subject: token, most: mostNames, since });
  if (counting.ok) return refused;
  await keepInSession(services, token, { registration: null });
  return refuse(refusal('registration.restart'));
}
