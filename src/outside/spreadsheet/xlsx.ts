import { posix } from 'node:path';
import type { SpreadsheetRow } from '../spreadsheet.ts';
import { readDateStyles } from './dateStyles.ts';
import { createSheetReader } from './sheet.ts';
import { checkRow, SpreadsheetError, spreadsheetLimits } from './spreadsheetError.ts';
import { readXml } from './xml.ts';
import { openZip, type ZipFile } from './zip.ts';

/** Rows of the first sheet. A row that is not in the file is a blank line and is only counted. */
export async function* readXlsxRows(path: string): AsyncGenerator<SpreadsheetRow> {
  const zip = await openZip(path);
  const { sheet, from1904 } = await findFirstSheet(zip);
  const texts = await readSharedTexts(zip);
  const take = createSheetReader({ texts, dateStyles: await readDateStyles(zip), from1904 });
  for await (const events of readXml(zip.read(sheet))) {
    for (const event of events) {
      const row = take(event);
      if (row === undefined) continue;
      checkRow(row.line, row.cells);
      yield row;
    }
  }
}

async function findFirstSheet(zip: ZipFile): Promise<{ sheet: string; from1904: boolean }> {
  if (!zip.has('xl/workbook.xml')) throw new SpreadsheetError('import.unreadable');
  let relation: string | undefined;
  let from1904 = false;
  for await (const events of readXml(zip.read('xl/workbook.xml'))) {
    for (const event of events) {
      if (event.type !== 'open') continue;
      if (event.name === 'workbookPr') from1904 = ['1', 'true'].includes(event.attributes.date1904 ?? '');
      if (event.name === 'sheet') relation ??= event.attributes['r:id'];
    }
  }
  return { sheet: await findTarget(zip, relation), from1904 };
}

/** Relative to xl/, or absolute within the package. */
async function findTarget(zip: ZipFile, relation: string | undefined): Promise<string> {
  for await (const events of readXml(zip.read('xl/_rels/workbook.xml.rels'))) {
    for (const event of events) {
      if (event.type === 'open' && event.attributes.Id === relation) {
        return posix.resolve('/xl', event.attributes.Target ?? '').slice(1);
      }
    }
  }
  return 'xl/worksheets/sheet1.xml';
}

async function readSharedTexts(zip: ZipFile): Promise<string[]> {
  const name = 'xl/sharedStrings.xml';
  const texts: string[] = [];
  if (!zip.has(name)) return texts;
  let text = '';
  // Phonetic readings (rPh) stand beside the text they belong to.
  let inReading = false;
  let inText = false;
  for await (const events of readXml(zip.read(name, spreadsheetLimits.sharedTextBytes))) {
    for (const event of events) {
      if (event.type === 'text') {
        if (inText && !inReading) text += event.text;
        continue;
      }
      const opens = event.type === 'open';
      if (event.name === 't') inText = opens;
      else if (event.name === 'rPh') inReading = opens;
      else if (event.name === 'si' && opens) text = '';
      else if (event.name === 'si') texts.push(text);
    }
  }
  return texts;
}
