import { accepted, type Checked, refused } from './checked.ts';
import { maskMiddle } from './mask.ts';
import { normalizeDigits } from './normalize.ts';

/** A mobile number of the mainland, 11 digits; +86, spaces and dashes are taken off. */
export function parsePhone(raw: string): Checked<string> {
  const entry = normalizeDigits(raw);
  if (!entry.ok) return entry;
  const phone = entry.value.replace(/^(?:\+86|0086|86(?=\d{11}$))/, '');
  return /^1[3-9]\d{9}$/.test(phone) ? accepted(phone) : refused('phone.format');
}

/** 138****1234 */
export function maskPhone(phone: string): string {
  return maskMiddle(phone, 3, 4);
}
