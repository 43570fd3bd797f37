import { accepted, type Checked, refused } from './checked.ts';
import { normalizeEntry } from './normalize.ts';

const han = /[\p{Unified_Ideograph}〇]/u;

/**
 * 登录名: 4 to 32 wide, a Han character counting two; Han, ASCII letters, digits, `_`, `-`, `.`; begins with a letter or
 * Han, so that it can never be taken for a phone or ID number at the sign-in field. Case is kept; compare by key.
 */
export function parseLoginName(raw: string): Checked<string> {
  const entry = normalizeEntry(raw);
  if (!entry.ok) return entry;
  const name = entry.value;
  const width = [...name].reduce((total, character) => total + (han.test(character) ? 2 : 1), 0);
  if (width < 4) return refused('loginName.tooShort');
  if (width > 32) return refused('loginName.tooLong');
  if (!/^[\p{Unified_Ideograph}〇A-Za-z0-9_.-]+$/u.test(name)) return refused('loginName.characters');
  return /^[\p{Unified_Ideograph}〇A-Za-z]/u.test(name) ? accepted(name) : refused('loginName.beginning');
}

/** Two login names with the same key are the same: people forget which letters they typed large. */
export function loginNameKey(name: string): string {
  return name.toLowerCase();
}
