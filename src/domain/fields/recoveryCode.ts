import { accepted, type Checked, refused } from './checked.ts';
import { normalizeDigits } from './normalize.ts';

/** Crockford's 32: digits and letters without I, L, O and U, which are taken for others. */
export const recoveryAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Sixteen of 32: 80 bits, out of reach of guessing. */
export const recoveryCodeLength = 16;

const mistaken: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** 恢复码 as it was copied from paper: case, spaces and dashes mean nothing, and what looks like a digit is one. */
export function parseRecoveryCode(raw: string): Checked<string> {
  const entry = normalizeDigits(raw);
  if (!entry.ok) return entry;
  const code = entry.value.replace(/[ILO]/g, (letter) => mistaken[letter] ?? letter);
  const fits = code.length === recoveryCodeLength && [...code].every((each) => recoveryAlphabet.includes(each));
  return fits ? accepted(code) : refused('recoveryCode.format');
}
