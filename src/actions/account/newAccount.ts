import { parseEmail } from '../../domain/fields/email.ts';
import { parseLoginName } from '../../domain/fields/loginName.ts';
import { parsePhone } from '../../domain/fields/phone.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import type { Services } from '../services.ts';
import { ownWordsOf, passwordRuleOf, readNewPassword } from './newPassword.ts';
import type { Registration } from './registration.ts';

export interface NewAccountForm {
  readonly phone: string;
  readonly email: string;
  readonly loginName: string;
  readonly password: string;
  readonly passwordAgain: string;
}

export interface NewAccount {
  readonly phone: string;
  readonly email: string;
  readonly loginName: string;
  readonly password: string;
}

/** Reads the second page of a registration: the account, or everything that is wrong with it. */
export function readNewAccount(
  services: Pick<Services, 'commonPasswords' | 'passwordPolicy'>,
  registration: Registration,
  form: NewAccountForm,
): { readonly account: NewAccount | undefined; readonly refusals: readonly Refusal[] } {
  const phone = parsePhone(form.phone);
  const email = parseEmail(form.email);
  const loginName = parseLoginName(form.loginName);
  const ownWords = ownWordsOf({ ...form, idNumber: registration.idNumber });
  const { password, passwordAgain } = form;
  const typed = { password, passwordAgain, label: '登录密码', ownWords };
  const chosen = readNewPassword(services, passwordRuleOf(services), typed);
  const refusals: Refusal[] = [];
  const wanting = (field: string, label: string) => refusals.push(refusal('field.required', field, { label }));
  if (form.phone === '') wanting('phone', '手机号');
  else if (!phone.ok) refusals.push(refusal(phone.code, 'phone'));
  if (form.email === '') wanting('email', '电子邮箱');
  else if (!email.ok) refusals.push(refusal(email.code, 'email'));
  if (form.loginName === '') wanting('loginName', '登录名');
  else if (!loginName.ok) refusals.push(refusal(loginName.code, 'loginName'));
  refusals.push(...chosen.refusals);
  if (!phone.ok || !email.ok || !loginName.ok || chosen.password === undefined || refusals.length > 0)
    return { account: undefined, refusals };
  return {
    account: { phone: phone.value, email: email.value, loginName: loginName.value, password: chosen.password },
    refusals,
  };
}
