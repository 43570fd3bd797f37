/**
 * What reading a field can end in. A parser of this folder takes what a person typed (or a file carried) and
 * returns a value or one refusal; it never throws. The words for each code are in `refusalTexts.ts`.
 */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: FieldRefusal };

/** Every reason for which a field can be refused. */
export const fieldRefusals = [
  'text.damaged',
  'text.bidirectional',
  'text.controlCharacter',
  'name.empty',
  'name.tooLong',
  'name.privateUse',
  'name.characters',
  'idType.unknown',
  'idNumber.empty',
  'idNumber.legacy15',
  'idNumber.format',
  'idNumber.typeMismatch',
  'idNumber.birthDate',
  'idNumber.checkDigit',
  'qualificationNumber.empty',
  'qualificationNumber.tooLong',
  'qualificationNumber.characters',
  'licenceNumber.empty',
  'licenceNumber.tooLong',
  'licenceNumber.characters',
  'licenceNumber.prefix',
  'licenceNumber.region',
  'licenceNumber.serial',
  'creditCode.format',
  'institutionNumber.empty',
  'institutionNumber.tooLong',
  'phone.format',
  'email.tooLong',
  'email.format',
  'loginName.tooShort',
  'loginName.tooLong',
  'loginName.beginning',
  'loginName.characters',
  'password.tooShort',
  'password.tooLong',
  'password.characters',
  'password.letterAndDigit',
  'password.common',
  'region.format',
  'date.format',
  'date.impossible',
  'date.range',
  'photo.format',
  'photo.tooHeavy',
  'photo.tooSmall',
  'photo.tooManyPixels',
] as const;
export type FieldRefusal = (typeof fieldRefusals)[number];

/** What is unusual but lawful: shown to the person and the officer, never a reason to refuse. */
export const fieldWarnings = [
  'licenceNumber.notFifteenDigits',
  'creditCode.checkDigit',
  'institutionNumber.unusual',
  'photo.proportions',
] as const;
export type FieldWarning = (typeof fieldWarnings)[number];

export function accepted<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function refused(code: FieldRefusal): { readonly ok: false; readonly code: FieldRefusal } {
  return { ok: false, code };
}
