import { parsePassword } from '../../domain/fields/password.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { hashPassword, verifyPassword } from '../../outside/passwordHash.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { findSecondFactor } from '../../store/secondFactors.ts';
import { deleteOtherSessions } from '../../store/sessions.ts';
import { setStaffPassword } from '../../store/staff.ts';
import { transaction } from '../../store/transaction.ts';
import { unlessBusy } from '../account/unlessBusy.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { StaffActor } from '../secondFactor/staffActor.ts';
import { countFactorTry, forgetFactorTries } from '../secondFactor/takeFactor.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';

export interface PasswordForm {
  readonly current: string;
  readonly password: string;
  readonly passwordAgain: string;
}

/** 修改密码 of staff. Other sessions of the account end; this one goes on. */
export async function changePassword(
  services: Services,
  actor: StaffActor,
  token: string,
  form: PasswordForm,
): Promise<Outcome<'changed'>> {
  const { accountId, name, organisation } = actor;
  const account = await services.database.row(findSecondFactor, accountId);
  if (account === undefined) return notFound;
  const blocklist = new Set([...services.commonPasswords, account.loginName.toLowerCase()]);
  const refusals: Refusal[] = [];
  if (form.current === '') refusals.push(refusal('field.required', 'current', { label: '原密码' }));
  const { refused, value } = readNewPassword(blocklist, form);
  refusals.push(...refused);
  if (refusals.length > 0) return refuse(...refusals);
  const tooMany = await countFactorTry(services, actor);
  if (tooMany !== undefined) return refuse({ ...tooMany, field: 'current' });
  return unlessBusy(async () => {
    if (!(await verifyPassword(account.passwordHash, form.current)))
      return refuse(refusal('password.currentWrong', 'current'));
    if (form.current === value) return refuse(refusal('password.same', 'password'));
    const hash = await hashPassword(value);
    const at = services.clock.now().toString();
    await forgetFactorTries(services, actor);
    return transaction(services.database, async (tx): Promise<Outcome<'changed'>> => {
      if ((await tx.row(setStaffPassword, accountId, hash)) === undefined) return notFound;
      await tx.rows(deleteOtherSessions, accountId, hashToken(token));
      await tx.row(
        recordInLedger,
        at,
        accountId,
        name,
        organisation,
        'passwordChanged',
        'account',
        accountId,
        '',
        '{}',
      );
      return done('changed');
    });
  });
}

/** A new password of staff and its repetition. */
function readNewPassword(
  blocklist: ReadonlySet<string>,
  { password, passwordAgain }: Omit<PasswordForm, 'current'>,
): { readonly value: string; readonly refused: readonly Refusal[] } {
  const refused: Refusal[] = [];
  const parsed = parsePassword('modernWithSecondFactor', password, blocklist);
  if (password === '') refused.push(refusal('field.required', 'password', { label: '登录密码' }));
  else if (!parsed.ok) refused.push(refusal(parsed.code, 'password'));
  if (passwordAgain === '') refused.push(refusal('field.required', 'passwordAgain', { label: '确认密码' }));
  else if (password !== passwordAgain) refused.push(refusal('password.mismatch', 'passwordAgain'));
  return { value: parsed.ok ? parsed.value : '', refused };
}
