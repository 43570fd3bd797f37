import { idCheckDigit } from '../../domain/fields/idCheckDigit.ts';

/** A number that nobody bears, of a region that is none: staff without a certificate are nobody in the roster. */
export function madeUpNumber(index: number) {
  const first = `43019919700101${String(100 + index)}`;
  return { idType: 'residentIdCard', idNumber: `${first}${idCheckDigit(first)}` };
}
