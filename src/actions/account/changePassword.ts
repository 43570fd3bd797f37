import type { PersonActor } from '../../domain/access/actor.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { hashPassword, verifyPassword } from '../../outside/passwordHash.ts';
import { findPersonAccount, lockPersonAccount } from '../../store/accounts.ts';
import { findPassword, setPassword } from '../../store/credentials.ts';
import { deleteUnusedConfirmations } from '../../store/emailConfirmations.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { renewAndEndOthers } from '../session/renewSession.ts';
import { type Counted, countTry, forgetTries } from './attempts.ts';
import { ownWordsOf, passwordRuleOf, readNewPassword } from './newPassword.ts';
import { deviceOf, tellCredentialChanged } from './tellCredentialChanged.ts';
import { unlessBusy } from './unlessBusy.ts';

export interface PasswordForm {
  readonly current: string;
  readonly password: string;
  readonly passwordAgain: string;
}

const minutes = 15;
const mostWrong = 10;
const mostChangesADay = 10;

/** 修改密码: answers the new token of this session; every other session of the account has ended. */
export async function changePassword(
  services: Services,
  { accountId }: PersonActor,
  token: string,
  form: PasswordForm,
): Promise<Outcome<string>> {
  const now = services.clock.now();
  const guesses = { purpose: 'password', subject: accountId, most: mostWrong, since: now.subtract({ minutes }) };
  return unlessBusy(async () => {
    const account = await services.database.row(findPersonAccount, accountId);
    const stored = await services.database.row(findPassword, accountId);
    if (account === undefined || stored === undefined) return notFound;
    const wrong = await wrongWithCurrent(services, guesses, stored.passwordHash, form.current);
    const next = readNewPassword(services, passwordRuleOf(services), {
      ...form,
      label: '新密码',
      ownWords: ownWordsOf(account),
    });
    const refusals = [...(wrong === undefined ? [] : [wrong]), ...next.refusals];
    if (form.password !== '' && form.password.normalize('NFC') === form.current.normalize('NFC'))
      refusals.push(refusal('password.sameAsBefore', 'password'));
    if (next.password === undefined || refusals.length > 0) return refuse(...refusals);
    const changes = { purpose: 'passwordChange', subject: accountId, most: mostChangesADay };
    if (!(await countTry(services, { ...changes, since: now.subtract({ hours: 24 }) })).ok)
      return refuse(refusal('password.tooManyChanges'));
    const hash = await hashPassword(next.password);
    return transaction(services.database, async (tx) => {
      const locked = await tx.row(lockPersonAccount, accountId);
      const changed = await tx.row(setPassword, accountId, stored.passwordHash, hash);
      // Somebody else has changed it since it was checked: what was typed is the old one no more.
      if (locked === undefined || changed === undefined) return refuse(refusal('password.wrong', 'current'));
      await tx.rows(deleteUnusedConfirmations, accountId);
      const where = await deviceOf(tx, token);
      const renewed = await renewAndEndOthers(tx, now, accountId, token);
      await tellCredentialChanged(services, tx, locked, 'password', where);
      return renewed === undefined ? notFound : done(renewed);
    });
  });
}

/** The old password is checked like one at sign-in: so many wrong ones in a quarter of an hour, and no right one after them. */
async function wrongWithCurrent(
  services: Services,
  guesses: Counted,
  hash: string,
  typed: string,
): Promise<Refusal | undefined> {
  if (typed === '') return refusal('field.required', 'current', { label: '原密码' });
  if (!(await countTry(services, guesses)).ok)
    return refusal('signIn.tooMany', 'current', { minutes: String(minutes) });
  if (!(await verifyPassword(hash, typed))) return refusal('password.wrong', 'current');
  await forgetTries(services, guesses);
  return undefined;
}
