import { randomBytes } from 'node:crypto';
import type { KeyRing } from './keyRing.ts';
import { blindIndex, keyIdOf, open, seal, UnreadableSeal } from './seal.ts';
import { type IndexPurpose, type SealedColumn, shapeOf, tableAndColumn } from './sealedColumns.ts';

/**
 * What happens to the parameters of a statement before they leave; numbers are those of the placeholders. The caller gives
 * and gets clear values. What a statement reads is said in its text, by `opened`.
 */
export interface Protection {
  /** Sealed in their place. `index` is a placeholder of its own, filled with the blind index of the same value. */
  readonly seals?: readonly SealedParameter[];
  /** Turned into the blind index, to find a row by. */
  readonly indexes?: readonly { readonly parameter: number; readonly purpose: IndexPurpose }[];
  /** Parameters that hold rows as JSON. */
  readonly rows?: readonly SealedRows[];
  /** Sealed columns that are moved or emptied as they stand: neither read nor written. */
  readonly keeps?: readonly SealedColumn[];
}

interface SealedParameter {
  readonly parameter: number;
  readonly column: SealedColumn;
  /** The row it stands in, with placeholders: '$1', '$1/$21'. */
  readonly row: string;
  readonly index?: { readonly parameter: number; readonly purpose: IndexPurpose };
}

export interface SealedRows {
  readonly parameter: number;
  /** Key of each row under which its id stands. */
  readonly row: string;
  readonly seals: Readonly<Record<string, SealedColumn>>;
  /** Keys that are added: the blind index of the value under another key, as PostgreSQL reads bytes. */
  readonly indexes?: Readonly<Record<string, { readonly of: string; readonly purpose: IndexPurpose }>>;
}

/** Begins every value that is to be opened on its way out. Nobody can type it: it is another one in each process. */
const mark = `sealed:${randomBytes(12).toString('base64url')}|`;

/** SQL for a sealed column of the table called `alias` here: it comes out in clear, also from within JSON. */
export function opened(alias: string, column: SealedColumn): string {
  const { kind, row } = shapeOf(column);
  const value = `'${mark}${column}|' || ${row(alias)} || '|' || ${alias}.${tableAndColumn(column).name}`;
  return kind === 'object' ? `coalesce(${value}, '${mark}{}')` : `(${value})`;
}

/** The text of a statement without what `opened` has put there. */
export function withoutOpened(text: string): string {
  return text.replaceAll(new RegExp(`'${mark}[^|']*\\|' \\|\\| .*? \\|\\| '\\|' \\|\\| \\w+\\.\\w+_sealed`, 'g'), '');
}

export function opens(text: string): boolean {
  return text.includes(mark);
}

export function protectParameters(
  { seals = [], indexes = [], rows = [] }: Protection,
  given: readonly unknown[],
  keys: KeyRing,
): unknown[] {
  const sent = [...given];
  for (const { parameter, column, row, index } of seals) {
    const value = given[parameter - 1];
    sent[parameter - 1] = sealValue(keys, column, rowOf(row, given), value);
    if (index !== undefined) sent[index.parameter - 1] = indexOf(keys, index.purpose, value);
  }
  for (const { parameter, purpose } of indexes) sent[parameter - 1] = indexOf(keys, purpose, given[parameter - 1]);
  for (const one of rows) sent[one.parameter - 1] = sealRows(keys, one, given[one.parameter - 1]);
  return sent;
}

function rowOf(row: string, given: readonly unknown[]): string {
  return row.replaceAll(/\$(\d+)/g, (_, number: string) => {
    const value = given[Number(number) - 1];
    return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value);
  });
}

function indexOf(keys: KeyRing, purpose: IndexPurpose, value: unknown): Buffer | null {
  return typeof value === 'string' ? blindIndex(keys.indexKey.key, purpose, value) : null;
}

/** JSON comes as text, or as a value when it stood within JSON. */
function sealValue(keys: KeyRing, column: SealedColumn, row: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const { kind } = shapeOf(column);
  const clear = typeof value === 'string' ? value : JSON.stringify(value);
  if (kind === 'object' && clear === '{}') return null;
  return seal(keys.current(), `${column}|${row}`, clear);
}

function sealRows(keys: KeyRing, { row, seals, indexes = {} }: SealedRows, given: unknown): unknown {
  if (typeof given !== 'string') return given;
  const all = JSON.parse(given) as Record<string, unknown> | Record<string, unknown>[];
  for (const each of Array.isArray(all) ? all : [all]) {
    for (const [key, { of, purpose }] of Object.entries(indexes)) {
      const index = indexOf(keys, purpose, each[of]);
      each[key] = index === null ? null : `\\x${index.toString('hex')}`;
    }
    for (const [key, column] of Object.entries(seals)) {
      if (Object.hasOwn(each, key)) each[key] = sealValue(keys, column, String(each[row]), each[key]);
    }
  }
  return JSON.stringify(all);
}

/** Opens what is marked, wherever it stands in the rows; they are changed in place. */
export function openRows<Row extends object>(rows: Row[], keys: KeyRing): Row[] {
  for (const row of rows) openWithin(row, keys);
  return rows;
}

function openWithin(holder: object, keys: KeyRing): void {
  // Every value of every row comes past here: pairs of key and value would be made for nothing.
  for (const key of Object.keys(holder)) {
    const value: unknown = Reflect.get(holder, key);
    if (typeof value === 'string') {
      if (value.startsWith(mark)) Object.assign(holder, { [key]: openMarked(value, keys) });
    } else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) openWithin(value, keys);
  }
}

function openMarked(marked: string, keys: KeyRing): unknown {
  const rest = marked.slice(mark.length);
  if (rest === '{}') return {};
  const [column = '', row = '', sealed = ''] = rest.split('|');
  const place = `${column}|${row}`;
  const key = keys.find(keyIdOf(sealed) ?? '');
  if (key === undefined) throw new UnreadableSeal(place);
  const clear = open(key, place, sealed);
  return shapeOf(column as SealedColumn).kind === 'text' ? clear : (JSON.parse(clear) as unknown);
}
