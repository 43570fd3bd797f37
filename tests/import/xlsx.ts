import { join } from 'node:path';
import exceljs from 'exceljs';

let books = 0;

/** A workbook as spreadsheet programs write it, with these rows in its first sheet. */
export async function writeXlsx(
  folder: string,
  rows: readonly (readonly (string | number | Date)[])[],
): Promise<string> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('名册');
  for (const row of rows) sheet.addRow([...row]);
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      if (cell.value instanceof Date) cell.numFmt = 'yyyy"年"m"月"d"日"';
    });
  });
  book.addWorksheet('说明').addRow(['第二张表不读']);
  books += 1;
  const path = join(folder, `book${books}.xlsx`);
  await book.xlsx.writeFile(path);
  return path;
}
