import { accepted, type Checked, refused } from './checked.ts';
import { idCheckDigit } from './idCheckDigit.ts';
import { maskMiddle } from './mask.ts';
import { normalizeCode, normalizeDigits, normalizeEntry } from './normalize.ts';

export const idTypes = [
  'residentIdCard',
  'hkMacaoTaiwanResidencePermit',
  'hkMacaoTravelPermit',
  'taiwanTravelPermit',
  'foreignPermanentResidentCard',
  'passport',
  'officerCard',
] as const;
export type IdType = (typeof idTypes)[number];

export const idTypeLabels: Readonly<Record<IdType, string>> = {
  residentIdCard: '居民身份证',
  hkMacaoTaiwanResidencePermit: '港澳台居民居住证',
  hkMacaoTravelPermit: '港澳居民来往内地通行证',
  taiwanTravelPermit: '台湾居民来往大陆通行证',
  foreignPermanentResidentCard: '外国人永久居留身份证',
  passport: '护照',
  officerCard: '军官证',
};

// What rosters write for the same documents.
const otherLabels: Readonly<Record<string, IdType>> = {
  身份证: 'residentIdCard',
  居民身份证号码: 'residentIdCard',
  回乡证: 'hkMacaoTravelPermit',
  台胞证: 'taiwanTravelPermit',
  外国人永久居留证: 'foreignPermanentResidentCard',
  外国护照: 'passport',
  军人身份证件: 'officerCard',
};

export type Sex = 'male' | 'female';

/** `birthDate` and `sex` are what the number itself says; null where the kind of number does not say it. */
export interface IdNumber {
  readonly type: IdType;
  readonly number: string;
  readonly birthDate: Temporal.PlainDate | null;
  readonly sex: Sex | null;
}

/** Reads the key of a type or its Chinese label as forms and rosters write it. */
export function parseIdType(raw: string): Checked<IdType> {
  const entry = normalizeEntry(raw);
  if (!entry.ok) return entry;
  const label = entry.value;
  const type = idTypes.find((candidate) => candidate === label || idTypeLabels[candidate] === label);
  const found = type ?? (Object.hasOwn(otherLabels, label) ? otherLabels[label] : undefined);
  return found === undefined ? refused('idType.unknown') : accepted(found);
}

/**
 * Reads the number of one kind of document: width, spaces, dashes and case are made uniform first, X is stored upper
 * case. Whether a birth date lies in the future is for the caller, who knows today.
 */
export function parseIdNumber(type: IdType, raw: string): Checked<IdNumber> {
  const digits = type === 'officerCard' ? normalizeCode(raw) : normalizeDigits(raw);
  if (!digits.ok) return digits;
  const number = digits.value;
  if (number === '') return refused('idNumber.empty');
  switch (type) {
    case 'residentIdCard':
      return parseResidentIdCard(number);
    case 'hkMacaoTaiwanResidencePermit':
      return /^8[123]0000/.test(number) ? parseEighteen(type, number) : refuseWrongType(number);
    case 'hkMacaoTravelPermit':
      return parseTravelPermit(type, number, /^([HM]\d{8})(?:\d{2})?$/);
    case 'taiwanTravelPermit':
      return parseTravelPermit(type, number, /^(\d{8})(?:\d{2})?$/);
    case 'foreignPermanentResidentCard':
      return parseForeignPermanentResidentCard(number);
    case 'passport':
      return /^(?=.*\d)[0-9A-Z]{5,20}$/.test(number)
        ? accepted(withoutBirth(type, number))
        : refused('idNumber.format');
    case 'officerCard':
      return /^(?=(?:\D*\d){4})[\p{Unified_Ideograph}〇0-9A-Z()-]{4,20}$/u.test(number)
        ? accepted(withoutBirth(type, number))
        : refused('idNumber.format');
  }
}

/** First three and last four characters, stars between: 110***********0038. */
export function maskIdNumber(number: string): string {
  return maskMiddle(number, 3, 4);
}

function parseResidentIdCard(number: string): Checked<IdNumber> {
  // Fifteen-digit numbers have not been valid since 2013-01-01 (居民身份证法2011修正 art 23).
  if (/^\d{15}$/.test(number)) return refused('idNumber.legacy15');
  // 81–83 are residence permits and 9 foreigners: same structure, other document. Withdrawn region codes live on.
  return /^[89]\d{16}[\dX]$/.test(number) ? refuseWrongType(number) : parseEighteen('residentIdCard', number);
}

function refuseWrongType(number: string): Checked<never> {
  return refused(/^\d{17}[\dX]$/.test(number) ? 'idNumber.typeMismatch' : 'idNumber.format');
}

/** The last two digits count renewals of the card, not the person; without them the number stays the same for life. */
function parseTravelPermit(type: IdType, number: string, pattern: RegExp): Checked<IdNumber> {
  const lifelong = pattern.exec(number)?.[1];
  return lifelong === undefined ? refused('idNumber.format') : accepted(withoutBirth(type, lifelong));
}

/** Three letters and twelve digits, or since 2023-12-01 eighteen digits beginning with 9; both are in use. */
function parseForeignPermanentResidentCard(number: string): Checked<IdNumber> {
  const type = 'foreignPermanentResidentCard';
  if (/^[A-Z]{3}\d{12}$/.test(number)) return accepted(withoutBirth(type, number));
  return number.startsWith('9') ? parseEighteen(type, number) : refuseWrongType(number);
}

/** Six characters of place, eight of birth, three of order (odd = male), one check character. */
function parseEighteen(type: IdType, number: string): Checked<IdNumber> {
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return refused('idNumber.format');
  const birthDate = findDate(number.slice(6, 14));
  if (birthDate === undefined) return refused('idNumber.birthDate');
  if (idCheckDigit(number) !== number.charAt(17)) return refused('idNumber.checkDigit');
  const sex = Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female';
  return accepted({ type, number, birthDate, sex });
}

function findDate(eightDigits: string): Temporal.PlainDate | undefined {
  try {
    const date = Temporal.PlainDate.from(eightDigits);
    return date.year >= 1850 ? date : undefined;
  } catch {
    return undefined;
  }
}

function withoutBirth(type: IdType, number: string): IdNumber {
  return { type, number, birthDate: null, sex: null };
}
