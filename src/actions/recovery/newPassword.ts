import { parsePassword } from '../../domain/fields/password.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

export interface NewPasswordForm {
  readonly password: string;
  readonly passwordAgain: string;
}

/** A new password typed twice, or everything that is wrong with it; `ownWords` may not be it. */
export function readNewPassword(
  commonPasswords: ReadonlySet<string>,
  ownWords: readonly string[],
  { password: typed, passwordAgain }: NewPasswordForm,
): { readonly password: string | undefined; readonly refusals: readonly Refusal[] } {
  const blocklist = new Set([...commonPasswords, ...ownWords.map((word) => word.toLowerCase())]);
  const read = parsePassword('guide', typed, blocklist);
  const refusals: Refusal[] = [];
  if (typed === '') refusals.push(refusal('field.required', 'password', { label: '新密码' }));
  else if (!read.ok) refusals.push(refusal(read.code, 'password'));
  if (passwordAgain === '') refusals.push(refusal('field.required', 'passwordAgain', { label: '确认密码' }));
  else if (typed !== passwordAgain) refusals.push(refusal('password.mismatch', 'passwordAgain'));
  return { password: read.ok && refusals.length === 0 ? read.value : undefined, refusals };
}
