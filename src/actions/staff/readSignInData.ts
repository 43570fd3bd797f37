import { parseLoginName } from '../../domain/fields/loginName.ts';
import { parsePassword } from '../../domain/fields/password.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

/** Login name and password of a new account of staff: what is right, and all that is wrong. */
export function readSignInData(
  commonPasswords: ReadonlySet<string>,
  form: { readonly loginName: string; readonly password: string },
): { readonly loginName: string; readonly password: string; readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const loginName = parseLoginName(form.loginName);
  if (form.loginName === '') refusals.push(refusal('field.required', 'loginName', { label: '登录名' }));
  else if (!loginName.ok) refusals.push(refusal(loginName.code, 'loginName'));
  const blocklist = new Set([...commonPasswords, form.loginName.toLowerCase()]);
  const password = parsePassword('modernWithSecondFactor', form.password, blocklist);
  if (form.password === '') refusals.push(refusal('field.required', 'password', { label: '登录密码' }));
  else if (!password.ok) refusals.push(refusal(password.code, 'password'));
  const value = { loginName: loginName.ok ? loginName.value : '', password: password.ok ? password.value : '' };
  return { ...value, refusals };
}
