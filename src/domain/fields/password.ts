import type { FieldRefusal } from '../vocabulary/fieldTexts.ts';
import { accepted, type Checked, refused } from './checked.ts';

/**
 * `guide`: 6至16位数字和字母组合，区分大小写, the rule the public guide promises. `modern` follows NIST SP 800-63B-4: length
 * instead of composition, 15 characters, or 8 where a second factor is asked for.
 */
export type PasswordPolicy = 'guide' | 'modern' | 'modernWithSecondFactor';

const lengths: Readonly<Record<PasswordPolicy, { readonly least: number; readonly most: number }>> = {
  guide: { least: 6, most: 16 },
  modern: { least: 15, most: 128 },
  modernWithSecondFactor: { least: 8, most: 128 },
};

/** The sentence under the password field. */
export const passwordPolicyTexts: Readonly<Record<PasswordPolicy, string>> = {
  guide: '6至16位数字和字母组合，区分大小写',
  modern: '15至128个字符，可以是一句话，区分大小写',
  modernWithSecondFactor: '8至128个字符，可以是一句话，区分大小写',
};

/**
 * A new password. `blocklist` holds common passwords and the person's own words (login name, phone …) in lower case.
 * Under `guide` symbols are permitted beside the letter and the digit it demands. The value is NFC, so that the same
 * keys give the same password on every device; it is never trimmed.
 */
export function parsePassword(policy: PasswordPolicy, raw: string, blocklist: ReadonlySet<string>): Checked<string> {
  if (!raw.isWellFormed()) return refused('password.characters');
  const password = raw.normalize('NFC');
  const refusal = findRefusal(policy, password);
  if (refusal !== undefined) return refused(refusal);
  return blocklist.has(password.toLowerCase()) ? refused('password.common') : accepted(password);
}

function findRefusal(policy: PasswordPolicy, password: string): FieldRefusal | undefined {
  const { least, most } = lengths[policy];
  const length = [...password].length;
  if (length < least) return 'password.tooShort';
  if (length > most) return 'password.tooLong';
  if (policy !== 'guide') return /\p{Cc}/u.test(password) ? 'password.characters' : undefined;
  if (!/^[!-~]+$/.test(password)) return 'password.characters';
  return /[A-Za-z]/.test(password) && /\d/.test(password) ? undefined : 'password.letterAndDigit';
}
