/** What cells refer to instead of holding it. */
export interface Workbook {
  readonly texts: readonly string[];
  /** Indices of the styles that show a number as a date. */
  readonly dateStyles: ReadonlySet<number>;
  /** Days are counted from 1904 in files of old Macintosh programs. */
  readonly from1904: boolean;
}

interface Cell {
  readonly type: string;
  readonly style: number;
  /** As it stands in the file: a program that writes all digits of a number keeps them. */
  readonly text: string;
}

/** The text of a cell as a clerk means it: digits as written, days as YYYY-MM-DD. */
export function cellText({ type, style, text }: Cell, workbook: Workbook): string {
  if (type === 's') return workbook.texts[Number(text)] ?? '';
  if (type === 'd') return text.slice(0, 10);
  if (type !== 'n' || text === '') return text;
  return workbook.dateStyles.has(style) ? dayText(text, workbook.from1904) : numberText(text);
}

/**
 * A number longer than a double can carry is kept when its digits are more than a double would print. Otherwise it has
 * been through one, its last digits are invented, and it is written with an exponent so that the column refuses it.
 */
function numberText(text: string): string {
  const number = Number(text);
  if (!Number.isFinite(number) || Number.isSafeInteger(number))
    return Number.isSafeInteger(number) ? `${number}` : text;
  if (!Number.isInteger(number)) return text;
  const exact = /^\d+$/.test(text) && text !== BigInt(number).toString() && text !== shortest(number);
  return exact ? text : number.toExponential().toUpperCase();
}

/** The digits JavaScript and Excel print for a large number: as many as tell it apart, then zeros. */
function shortest(number: number): string {
  const [mantissa = '', exponent = '0'] = number.toExponential().split('e+');
  const digits = mantissa.replace('.', '');
  return digits.padEnd(Number(exponent) + 1, '0');
}

/** Days since 1899-12-30: right from 1900-03-01 on, before which Excel counts a 29 February that never was. */
function dayText(text: string, from1904: boolean): string {
  const days = Math.floor(Number(text));
  if (!Number.isFinite(days) || days < 0 || days > 2_958_465) return text;
  const start = Temporal.PlainDate.from(from1904 ? '1904-01-01' : '1899-12-30');
  return start.add({ days }).toString();
}
