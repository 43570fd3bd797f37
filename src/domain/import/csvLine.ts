/** Excel, LibreOffice and WPS run a cell that begins like this as a formula, whoever wrote it; some the wide signs too. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** One line of a CSV file that a spreadsheet program shows as text: formulas disarmed (ASVS 1.2.10), quotes doubled. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string): string {
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
