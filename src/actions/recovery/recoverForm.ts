import { normalizeEntry } from '../../domain/fields/normalize.ts';
import { parseRecoveryCode } from '../../domain/fields/recoveryCode.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { passwordRuleOf, readNewPassword } from '../account/newPassword.ts';
import type { Services } from '../services.ts';

export interface RecoverForm {
  readonly password: string;
  readonly passwordAgain: string;
  /** 登录名 or 身份证号 */
  readonly who: string;
  readonly code: string;
  readonly network: string;
}

interface Filled {
  readonly who: string;
  readonly code: string;
  readonly password: string;
}

/** The form of 找回账号 by code, or everything that is wrong with it; nothing is looked up, so nothing is given away. */
export function readRecoverForm(
  services: Services,
  form: RecoverForm,
): { readonly filled: Filled | undefined; readonly refusals: readonly Refusal[] } {
  const entry = normalizeEntry(form.who);
  const who = entry.ok ? entry.value : '';
  const code = parseRecoveryCode(form.code);
  const { password, refusals } = readNewPassword(services, passwordRuleOf(services), {
    ...form,
    label: '新密码',
    ownWords: [who, who.slice(-6)],
  });
  const missing: Refusal[] = [];
  if (who === '') missing.push(refusal('field.required', 'who', { label: '登录名或身份证号' }));
  if (form.code === '') missing.push(refusal('field.required', 'code', { label: '恢复码' }));
  else if (!code.ok) missing.push(refusal(code.code, 'code'));
  if (password === undefined || !code.ok || missing.length > 0)
    return { filled: undefined, refusals: [...missing, ...refusals] };
  return { filled: { who, code: code.value, password }, refusals: [] };
}
