import type { FieldWarning } from '../vocabulary/fieldTexts.ts';
import { accepted, type Checked, refused } from './checked.ts';
import { normalizeDigits } from './normalize.ts';

// GB 32100-2015: no I, O, S, V, Z.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const form = new RegExp(`^[${alphabet}]{18}$`);

export interface UnifiedSocialCreditCode {
  readonly code: string;
  readonly warning: FieldWarning | null;
}

/** The eighteenth character for the first seventeen: weights 3^i modulo 31 (GB 32100-2015). */
export function creditCodeCheckCharacter(code: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += weight * alphabet.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** 统一社会信用代码. A wrong check character is a warning: some early codes were lawfully issued with one. */
export function parseUnifiedSocialCreditCode(raw: string): Checked<UnifiedSocialCreditCode> {
  const entry = normalizeDigits(raw);
  if (!entry.ok) return entry;
  const code = entry.value;
  if (!form.test(code)) return refused('creditCode.format');
  const fits = creditCodeCheckCharacter(code) === code.charAt(17);
  return accepted({ code, warning: fits ? null : 'creditCode.checkDigit' });
}
