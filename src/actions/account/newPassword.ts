import { loginNameKey } from '../../domain/fields/loginName.ts';
import { type PasswordPolicy, parsePassword } from '../../domain/fields/password.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import type { Services } from '../services.ts';

/** The rule a new password of a physician must keep; shorter ones will do where a second factor is asked for as well. */
export function passwordRuleOf(
  { passwordPolicy }: Pick<Services, 'passwordPolicy'>,
  secondFactor = false,
): PasswordPolicy {
  if (passwordPolicy === 'guide') return 'guide';
  return secondFactor ? 'modernWithSecondFactor' : 'modern';
}

/** What somebody who knows the person guesses first. */
export function ownWordsOf(account: {
  readonly loginName: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly idNumber: string;
}): string[] {
  const { loginName, phone, email, idNumber } = account;
  return [loginName, phone ?? '', email ?? '', idNumber, idNumber.slice(-6)];
}

export interface PasswordTyped {
  readonly password: string;
  readonly passwordAgain: string;
  /** What the first field is called on this page. */
  readonly label: string;
  /** `ownWordsOf` */
  readonly ownWords: readonly string[];
}

/** Reads a new password typed twice, at a registration, a change and a recovery alike. */
export function readNewPassword(
  { commonPasswords }: Pick<Services, 'commonPasswords'>,
  policy: PasswordPolicy,
  { password: typed, passwordAgain, label, ownWords }: PasswordTyped,
): { readonly password: string | undefined; readonly refusals: readonly Refusal[] } {
  const blocklist = new Set([...commonPasswords, ...ownWords.filter((word) => word !== '').map(loginNameKey)]);
  const password = parsePassword(policy, typed, blocklist);
  const refusals: Refusal[] = [];
  if (typed === '') refusals.push(refusal('field.required', 'password', { label }));
  else if (!password.ok) refusals.push(refusal(password.code, 'password'));
  if (passwordAgain === '') refusals.push(refusal('field.required', 'passwordAgain', { label: '确认密码' }));
  else if (typed !== passwordAgain) refusals.push(refusal('password.mismatch', 'passwordAgain'));
  return { password: password.ok && refusals.length === 0 ? password.value : undefined, refusals };
}
