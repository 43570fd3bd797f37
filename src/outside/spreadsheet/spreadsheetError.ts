import { type Parameters, type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

type FileRefusal = 'import.unreadable' | 'import.tooLarge' | 'import.brokenQuotes' | 'import.columns';

/** A file that cannot be read as a table. It ends the reading, so it is thrown; the importer answers with the refusal it carries. */
export class SpreadsheetError extends Error {
  override readonly name = 'SpreadsheetError';
  readonly refusal: Refusal;
  constructor(code: FileRefusal, parameters?: Parameters) {
    super(code);
    this.refusal = refusal(code, undefined, parameters);
  }
}

/** What a file may not exceed: beyond this it is an attack or belongs into several files. */
export const spreadsheetLimits = {
  rows: 2_000_000,
  /** As in Excel itself. */
  cellCharacters: 32_767,
  columns: 200,
  /** Unpacked: an XLSX of a few megabytes can hold terabytes (zip bomb). */
  bytes: 1_000_000_000,
  /** The table of texts of an XLSX is held in memory. */
  sharedTextBytes: 150_000_000,
} as const;

/** Guards the limits while rows pass by. */
export function checkRow(line: number, cells: readonly string[]): void {
  if (line > spreadsheetLimits.rows) throw new SpreadsheetError('import.tooLarge', { max: '200万行' });
  if (cells.length > spreadsheetLimits.columns) throw new SpreadsheetError('import.tooLarge', { max: '200列' });
  if (cells.some((cell) => cell.length > spreadsheetLimits.cellCharacters)) {
    throw new SpreadsheetError('import.tooLarge', { max: '每格32767字' });
  }
}

/** Counts bytes as they pass and stops the file that exceeds its limit. */
export async function* limitBytes(chunks: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > most) throw new SpreadsheetError('import.tooLarge', { max: `${Math.floor(most / 1_000_000)}MB` });
    yield chunk;
  }
}
