import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import type { SpreadsheetRow } from '../spreadsheet.ts';
import { checkRow, limitBytes, SpreadsheetError, spreadsheetLimits } from './spreadsheetError.ts';

/** Rows of a text file separated by commas, semicolons or tabs; each record is one line, however many it fills. */
export async function* readCsvRows(path: string): AsyncGenerator<SpreadsheetRow> {
  const encoding = await detectEncoding(path);
  const text = decode(path, encoding);
  const { value: beginning = '' } = await text.next();
  const parser = parse({
    delimiter: sniffSeparator(beginning),
    // All three, because files pasted together mix them.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: spreadsheetLimits.cellCharacters * 20,
  });
  // What goes wrong on the way destroys the parser with it, and so is thrown by the loop below.
  pipeline(Readable.from(startingWith(beginning, text)), parser, () => undefined);
  let line = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      line += 1;
      checkRow(line, cells);
      yield { line, cells };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new SpreadsheetError('import.brokenQuotes', { line: String(line + 1) });
    throw error;
  }
}

type Encoding = 'utf-8' | 'gb18030' | 'utf-16le';

/**
 * Reads the whole file once: ASCII for the first megabyte and one GBK name at the end is what offices send. Text that is
 * valid UTF-8 by chance does not occur beyond a few characters. A byte order mark settles it; damage then stays visible.
 */
async function detectEncoding(path: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let first = true;
  try {
    for await (const chunk of limitBytes(createReadStream(path), spreadsheetLimits.bytes)) {
      if (first && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
      if (first && chunk.subarray(0, 3).equals(Buffer.from('efbbbf', 'hex'))) return 'utf-8';
      first = false;
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
}

/** iconv-lite knows the four-byte half of GB18030, in which 㛃 and 𠮷 stand, and cuts no character between chunks. */
async function* decode(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) yield decoder.write(chunk as Buffer);
  yield decoder.end() ?? '';
}

async function* startingWith(beginning: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield beginning;
  yield* rest;
}

/** The one that stands most often in the first line that is not blank: headings hold none of them. */
function sniffSeparator(beginning: string): string {
  const header = beginning.split(/\r\n|\r|\n/).find((line) => line.trim() !== '') ?? '';
  const count = (separator: string) => header.split(separator).length;
  return [',', ';', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}
