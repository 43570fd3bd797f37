import { open } from 'node:fs/promises';
import { readCsvRows } from './spreadsheet/csv.ts';
import { SpreadsheetError } from './spreadsheet/spreadsheetError.ts';
import { readXlsxRows } from './spreadsheet/xlsx.ts';

/** A line of a table. `line` counts as the spreadsheet program shows it: from 1, blank lines included. */
export interface SpreadsheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a CSV or of the first sheet of an XLSX file, one after the other, in memory that does not grow with the
 * number of rows (XLSX: with its table of texts). What the file is, its first bytes say, not its name.
 * @throws SpreadsheetError for a file that cannot be read, or is larger than it may be
 */
export async function* readRows(path: string): AsyncGenerator<SpreadsheetRow> {
  const beginning = await readBeginning(path);
  if (beginning.subarray(0, 4).equals(zipFile)) yield* readXlsxRows(path);
  else if (beginning.subarray(0, 4).equals(oldOfficeFile)) throw new SpreadsheetError('import.unreadable');
  else yield* readCsvRows(path);
}

const zipFile = Buffer.from('504b0304', 'hex');
const oldOfficeFile = Buffer.from('d0cf11e0', 'hex');

async function readBeginning(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
