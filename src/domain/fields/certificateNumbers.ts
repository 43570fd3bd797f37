import type { FieldWarning } from '../vocabulary/fieldTexts.ts';
import { accepted, type Checked, refused } from './checked.ts';
import { maskMiddle } from './mask.ts';
import { normalizeCode } from './normalize.ts';

const maximumLength = 40;

/** 类别代码 (3 digits) + 行政区划 of first registration (6 digits) + serial of that region (6 digits). */
export interface LicenceNumberParts {
  readonly prefix: string;
  readonly regionCode: string;
  readonly serial: number;
}

export interface LicenceNumber {
  readonly number: string;
  /** Null for a number of another form. */
  readonly parts: LicenceNumberParts | null;
  readonly warning: FieldWarning | null;
}

/**
 * 资格证书编码 of a specialty physician. No source states its form, so it is compared with the roster exactly and only
 * made uniform here: upper case, half width, no spaces. It may contain the ID number: mask it wherever it is shown.
 */
export function parseQualificationNumber(raw: string): Checked<string> {
  const code = normalizeCode(raw);
  if (!code.ok) return code;
  if (code.value === '') return refused('qualificationNumber.empty');
  if (code.value.length > maximumLength) return refused('qualificationNumber.tooLong');
  return /^[0-9A-Z-]+$/.test(code.value) ? accepted(code.value) : refused('qualificationNumber.characters');
}

/** First four and last four characters, stars between. */
export function maskQualificationNumber(number: string): string {
  return maskMiddle(number, 4, 4);
}

/** 执业证书编码 as newly issued, 15 digits. Refuses the part that does not fit; a full region is `licenceNumber.serial`. */
export function formatLicenceNumber(parts: LicenceNumberParts): Checked<string> {
  if (!/^\d{3}$/.test(parts.prefix)) return refused('licenceNumber.prefix');
  if (!/^\d{6}$/.test(parts.regionCode)) return refused('licenceNumber.region');
  const serialFits = Number.isInteger(parts.serial) && parts.serial >= 1 && parts.serial <= 999_999;
  if (!serialFits) return refused('licenceNumber.serial');
  return accepted(`${parts.prefix}${parts.regionCode}${String(parts.serial).padStart(6, '0')}`);
}

/** 执业证书编码 from elsewhere: lawful numbers of other forms exist, so anything but 15 digits is only warned about. */
export function parseLicenceNumber(raw: string): Checked<LicenceNumber> {
  const code = normalizeCode(raw);
  if (!code.ok) return code;
  const number = code.value;
  if (number === '') return refused('licenceNumber.empty');
  if (number.length > maximumLength) return refused('licenceNumber.tooLong');
  if (!/^[0-9A-Z-]+$/.test(number)) return refused('licenceNumber.characters');
  if (!/^\d{15}$/.test(number)) return accepted({ number, parts: null, warning: 'licenceNumber.notFifteenDigits' });
  const parts = { prefix: number.slice(0, 3), regionCode: number.slice(3, 9), serial: Number(number.slice(9)) };
  return accepted({ number, parts, warning: null });
}

/** 3543 3010 2000 001: for the eye and the screen reader only; parsers take the spaces out again. */
export function groupByFours(number: string): string {
  return (number.match(/.{1,4}/gu) ?? []).join(' ');
}
