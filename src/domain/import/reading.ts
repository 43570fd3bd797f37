import type { Checked } from '../fields/checked.ts';
import { normalizeEntry, normalizeText } from '../fields/normalize.ts';
import { type Parameters, type RefusalCode, refusalText } from '../vocabulary/refusals.ts';
import type { Columns, Fields } from './columns.ts';

/** Why a row stays out: the column's heading, what stood there, and what to do, in the clerk's words. */
export interface RowRefusal {
  readonly column: string;
  readonly value: string;
  readonly reason: string;
  readonly code: RefusalCode;
}

export type Reading<Good> =
  | { readonly ok: true; readonly good: Good }
  | { readonly ok: false; readonly refusals: readonly RowRefusal[] };

/** Reads the cells of one row, and remembers every refusal so that the clerk gets them all at once. */
export interface RowReader<Key extends string> {
  readonly refusals: readonly RowRefusal[];
  read<T>(key: Key, parse: (raw: string) => Checked<T>): T | undefined;
  /** One line of text; `''` only where `required` is not given. */
  text(key: Key, limits: { max: number; required?: true }): string | undefined;
  /** As `text`, with line breaks and full-width punctuation kept as written. */
  prose(key: Key, max: number): string | undefined;
  refuse(key: Key, code: RefusalCode, parameters?: Parameters): void;
}

export function readRow<Key extends string>(columns: Columns<Key>, fields: Fields<Key>): RowReader<Key> {
  const refusals: RowRefusal[] = [];
  const refuse: RowReader<Key>['refuse'] = (key, code, parameters) => {
    refusals.push(rowRefusal(columns, fields, key, code, parameters));
  };
  const read: RowReader<Key>['read'] = (key, parse) => {
    const raw = fields[key];
    // A cell formatted as a number loses all digits but fifteen, in the spreadsheet program, before it reaches us.
    if (/^\s*\d(\.\d+)?E\+\d+\s*$/i.test(raw)) {
      refuse(key, 'import.digitsLost');
      return undefined;
    }
    const checked = raw.includes('\uFFFD') ? ({ ok: false, code: 'text.damaged' } as const) : parse(raw);
    if (checked.ok) return checked.value;
    refuse(key, checked.code);
    return undefined;
  };
  const bounded = (key: Key, text: string | undefined, max: number) => {
    if (text === undefined || [...text].length <= max) return text;
    refuse(key, 'field.tooLong', { max: String(max) });
    return undefined;
  };
  return {
    refusals,
    read,
    text(key, { max, required }) {
      const text = read(key, normalizeEntry);
      if (text === '' && required) refuse(key, 'import.empty');
      return bounded(key, text, max);
    },
    prose: (key, max) => bounded(key, read(key, normalizeText), max),
    refuse,
  };
}

export function rowRefusal<Key extends string>(
  columns: Columns<Key>,
  fields: Fields<Key>,
  key: Key,
  code: RefusalCode,
  parameters?: Parameters,
): RowRefusal {
  const { label } = columns[key];
  const value = storable(fields[key]).slice(0, 200).toWellFormed();
  const words = refusalText({ code, parameters: { label, ...parameters } });
  // Several reasons of a row are read one after the other.
  return { column: label, value, reason: words.endsWith('。') ? words : `${words}。`, code };
}

/** Cells as PostgreSQL can keep them: it stores neither U+0000 nor half of a character. */
export function storable(cell: string): string {
  return cell.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
