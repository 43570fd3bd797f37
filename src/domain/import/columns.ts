import { normalizeEntry } from '../fields/normalize.ts';

/** A column of a template: its heading, other headings offices write for it, and whether a file may lack it. */
export interface Column {
  readonly label: string;
  readonly others?: readonly string[];
  readonly optional?: true;
}
export type Columns<Key extends string> = Readonly<Record<Key, Column>>;
export type Fields<Key extends string> = Readonly<Record<Key, string>>;

/** Where each column of the template stands in the file; an optional one may stand nowhere. */
export type Layout<Key extends string> = Readonly<Partial<Record<Key, number>>>;

export type HeaderMatch<Key extends string> =
  | { readonly ok: true; readonly layout: Layout<Key> }
  | { readonly ok: false; readonly missing: readonly string[] };

/** Finds the columns in a header row, in any order; blanks, width and the `*` of required columns do not matter. */
export function matchHeader<Key extends string>(columns: Columns<Key>, cells: readonly string[]): HeaderMatch<Key> {
  const headings = cells.map(plainHeading);
  const layout: Partial<Record<Key, number>> = {};
  const missing: string[] = [];
  for (const key of keysOf(columns)) {
    const { label, others = [], optional } = columns[key];
    const index = headings.findIndex((heading) => heading === plainHeading(label) || others.includes(heading));
    if (index >= 0) layout[key] = index;
    else if (optional !== true) missing.push(label);
  }
  return missing.length === 0 ? { ok: true, layout } : { ok: false, missing };
}

export function fieldsOf<Key extends string>(
  columns: Columns<Key>,
  layout: Layout<Key>,
  cells: readonly string[],
): Fields<Key> {
  const fields: Partial<Record<Key, string>> = {};
  for (const key of keysOf(columns)) {
    const index = layout[key];
    fields[key] = index === undefined ? '' : (cells[index] ?? '');
  }
  return fields as Record<Key, string>;
}

/** A line on which nothing stands: counted, but no row. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function plainHeading(cell: string): string {
  const entry = normalizeEntry(cell);
  return entry.ok ? entry.value.replace(/[\s*]/g, '') : '';
}

function keysOf<Key extends string>(columns: Columns<Key>): Key[] {
  return Object.keys(columns) as Key[];
}
