import type { SpreadsheetRow } from '../spreadsheet.ts';
import { cellText, type Workbook } from './cell.ts';
import { SpreadsheetError, spreadsheetLimits } from './spreadsheetError.ts';
import type { XmlEvent } from './xml.ts';

/** Takes the elements of a sheet one by one and answers with a row whenever one is complete. */
export function createSheetReader(workbook: Workbook): (event: XmlEvent) => SpreadsheetRow | undefined {
  let line = 0;
  let cells: string[] = [];
  let cell: { reference: string; type: string; style: number; text: string } | undefined;
  let inText = false;
  const open = (name: string, attributes: Readonly<Record<string, string>>) => {
    const { r: reference = '', t: type = 'n', s: style = '0' } = attributes;
    if (name === 'row') [line, cells] = [reference === '' ? line + 1 : Number(reference), []];
    if (name === 'c') cell = { reference, type, style: Number(style), text: '' };
    inText = name === 'v' || name === 't';
  };
  return (event) => {
    if (event.type === 'text') {
      if (inText && cell !== undefined) cell.text += event.text;
    } else if (event.type === 'open') {
      open(event.name, event.attributes);
    } else {
      inText = false;
      if (event.name === 'row') return { line, cells };
      if (event.name === 'c' && cell !== undefined) putCell(cells, cell.reference, cellText(cell, workbook));
    }
    return undefined;
  };
}

function putCell(cells: string[], reference: string, text: string): void {
  const column = reference === '' ? cells.length : columnIndex(reference);
  if (column >= spreadsheetLimits.columns) {
    // Formatting far to the right leaves empty cells behind.
    if (text === '') return;
    throw new SpreadsheetError('import.tooLarge', { max: `${spreadsheetLimits.columns}列` });
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
