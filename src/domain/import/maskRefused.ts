import { maskMiddle } from '../fields/mask.ts';
import { institutionColumns } from './institutions.ts';
import type { ImportKind } from './kinds.ts';
import { rosterColumns } from './roster.ts';

/** Columns whose cells are numbers of a person, however badly written. */
const personal: Readonly<Record<ImportKind, readonly string[]>> = {
  roster: [rosterColumns.idNumber.label, rosterColumns.certificateNo.label],
  institutions: [institutionColumns.phone.label],
  authorities: [],
};

/** Nine digits or more in a row, of either width, with single spaces or dashes between: longer than any date. */
const longNumber = /\p{Nd}(?:[\s-]?[\p{Nd}xXＸｘ]){8,}/gu;

/**
 * A refused cell as a page shows it. A row whose cells have slipped by one column has its number in another one, so in
 * a roster every long number is masked wherever it stands; the numbers of institutions are public.
 */
export function maskRefused(kind: ImportKind, column: string, value: string): string {
  if (personal[kind].includes(column)) return maskMiddle(value, 3, 4);
  return kind === 'roster' ? value.replaceAll(longNumber, (number) => maskMiddle(number, 3, 4)) : value;
}
