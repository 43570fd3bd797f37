import { type Columns, type Fields, fieldsOf, type Layout } from '../../domain/import/columns.ts';
import { type Reading, rowRefusal } from '../../domain/import/reading.ts';
import type { Parameters, RefusalCode } from '../../domain/vocabulary/refusals.ts';
import type { SpreadsheetRow } from '../../outside/spreadsheet.ts';
import type { RefusedRow } from '../../store/importsRefusals.ts';

/** What became of some rows. */
export interface Taken {
  readonly taken: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
}

/** How one kind of file is taken in: a thousand rows at a time, and what is left when all have passed. */
export interface Taker<Key extends string> {
  readonly columns: Columns<Key>;
  take(rows: readonly SpreadsheetRow[], layout: Layout<Key>): Promise<Taken>;
  finish(): Promise<Taken>;
}

export const nothingTaken: Taken = { taken: 0, unchanged: 0, refused: [] };

export interface GoodRow<Key extends string, Good> {
  readonly line: number;
  readonly row: Good;
  /** The row as refused for a reason that is found later. */
  refuse(column: Key, code: RefusalCode, parameters?: Parameters): RefusedRow;
}

/** Reads a handful of rows: those that are good in themselves, and those that are not. */
export function readHandful<Key extends string, Good>(
  columns: Columns<Key>,
  layout: Layout<Key>,
  rows: readonly SpreadsheetRow[],
  read: (fields: Fields<Key>) => Reading<Good>,
): { good: GoodRow<Key, Good>[]; refused: RefusedRow[] } {
  const good: GoodRow<Key, Good>[] = [];
  const refused: RefusedRow[] = [];
  for (const { line, cells } of rows) {
    const fields = fieldsOf(columns, layout, cells);
    const reading = read(fields);
    if (!reading.ok) refused.push({ line, cells, refusals: reading.refusals });
    else {
      const refuse: GoodRow<Key, Good>['refuse'] = (column, code, parameters) => {
        return { line, cells, refusals: [rowRefusal(columns, fields, column, code, parameters)] };
      };
      good.push({ line, row: reading.good, refuse });
    }
  }
  return { good, refused };
}
