import { posix } from 'node:path';
import type { SpreadsheetRow } from '../spreadsheet.ts';
import { cellText } from './cell.ts';
import { readDateStyles } from './dateStyles.ts';
import { checkRow, SpreadsheetError, spreadsheetLimits } from './spreadsheetError.ts';
import { readXml } from './xml.ts';
import { openZip, type ZipFile } from './zip.ts';

/** What cells refer to instead of holding it. */
export interface Workbook {
  readonly texts: readonly string[];
  /** Indices of the styles that show a number as a date. */
  readonly dateStyles: ReadonlySet<number>;
  /** Days are counted from 1904 in files of old Macintosh programs. */
  readonly from1904: boolean;
}

/** Rows of the first sheet. A row that is not in the file is a blank line and is only counted. */
export async function* readXlsxRows(path: string): AsyncGenerator<SpreadsheetRow> {
  const zip = await openZip(path);
  const { sheet, from1904 } = await findFirstSheet(zip);
  const texts = await readSharedTexts(zip);
  const workbook = { texts, dateStyles: await readDateStyles(zip), from1904 };
  let line = 0;
  let cells: string[] = [];
  let cell: { reference: string; type: string; style: number; text: string } | undefined;
  let inText = false;
  for await (const event of readXml(zip.read(sheet))) {
    if (event.type === 'text') {
      if (cell !== undefined && inText) cell.text += event.text;
    } else if (event.type === 'open') {
      const { r: reference = '', t: type = 'n', s: style = '0' } = event.attributes;
      if (event.name === 'row') [line, cells] = [reference === '' ? line + 1 : Number(reference), []];
      else if (event.name === 'c') cell = { reference, type, style: Number(style), text: '' };
      // Phonetic readings (rPh) stand beside the text in Japanese files only.
      inText = event.name === 'v' || event.name === 't';
    } else if (event.name === 'c' && cell !== undefined) {
      putCell(cells, cell.reference, cellText(cell, workbook));
      cell = undefined;
    } else if (event.name === 'row') {
      checkRow(line, cells);
      yield { line, cells };
    } else {
      inText = false;
    }
  }
}

function putCell(cells: string[], reference: string, text: string): void {
  const column = reference === '' ? cells.length : columnIndex(reference);
  if (column >= spreadsheetLimits.columns) {
    // Formatting far to the right leaves empty cells behind.
    if (text === '') return;
    throw new SpreadsheetError('import.tooLarge', { max: '200列' });
  }
  while (cells.length < column) cells.push('');
  cells[column] = text;
}

/** AB12 → 27 */
function columnIndex(reference: string): number {
  let index = 0;
  for (const letter of reference.replace(/\d+$/, '')) index = index * 26 + (letter.charCodeAt(0) - 64);
  return index - 1;
}

async function findFirstSheet(zip: ZipFile): Promise<{ sheet: string; from1904: boolean }> {
  if (!zip.has('xl/workbook.xml')) throw new SpreadsheetError('import.unreadable');
  let relation: string | undefined;
  let from1904 = false;
  for await (const event of readXml(zip.read('xl/workbook.xml'))) {
    if (event.type !== 'open') continue;
    if (event.name === 'workbookPr') from1904 = ['1', 'true'].includes(event.attributes.date1904 ?? '');
    if (event.name === 'sheet') relation ??= event.attributes['r:id'];
  }
  let sheet = 'xl/worksheets/sheet1.xml';
  for await (const event of readXml(zip.read('xl/_rels/workbook.xml.rels'))) {
    if (event.type !== 'open' || event.attributes.Id !== relation) continue;
    // Relative to xl/, or absolute within the package.
    sheet = posix.resolve('/xl', event.attributes.Target ?? '').slice(1);
  }
  return { sheet, from1904 };
}

async function readSharedTexts(zip: ZipFile): Promise<string[]> {
  const name = 'xl/sharedStrings.xml';
  const texts: string[] = [];
  if (!zip.has(name)) return texts;
  let text = '';
  let skipping = false;
  let inText = false;
  for await (const event of readXml(zip.read(name, spreadsheetLimits.sharedTextBytes))) {
    if (event.type === 'text') {
      if (inText && !skipping) text += event.text;
    } else {
      const opens = event.type === 'open';
      if (event.name === 't') inText = opens;
      if (event.name === 'rPh') skipping = opens;
      if (event.name === 'si' && opens) text = '';
      if (event.name === 'si' && !opens) texts.push(text);
    }
  }
  return texts;
}
