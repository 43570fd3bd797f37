import { type Columns, isBlank, type Layout, matchHeader } from '../../domain/import/columns.ts';
import { SpreadsheetError } from '../../outside/spreadsheet/spreadsheetError.ts';
import { readRows, type SpreadsheetRow } from '../../outside/spreadsheet.ts';

/** Offices put a title and a note above the headings. */
const linesAboveHeader = 10;

export interface Table<Key extends string> {
  readonly header: readonly string[];
  readonly layout: Layout<Key>;
  /** Rows below the headings on which something stands. */
  readonly rows: AsyncIterable<SpreadsheetRow>;
}

/**
 * Opens a file and finds its headings.
 * @throws SpreadsheetError when no row of its beginning has all the columns needed
 */
export async function readTable<Key extends string>(path: string, columns: Columns<Key>): Promise<Table<Key>> {
  const rows = filledRows(path);
  let fewest: readonly string[] | undefined;
  for (let tried = 0; tried < linesAboveHeader; tried += 1) {
    const { value: row } = await rows.next();
    const match = matchHeader(columns, row?.cells ?? []);
    if (row !== undefined && match.ok) return { header: row.cells, layout: match.layout, rows };
    if (!match.ok && match.missing.length < (fewest?.length ?? Number.POSITIVE_INFINITY)) fewest = match.missing;
    if (row === undefined) break;
  }
  await rows.return(undefined);
  throw new SpreadsheetError('import.columns', { columns: (fewest ?? []).join('、') });
}

async function* filledRows(path: string): AsyncGenerator<SpreadsheetRow, undefined> {
  for await (const row of readRows(path)) {
    if (!isBlank(row.cells)) yield row;
  }
}
