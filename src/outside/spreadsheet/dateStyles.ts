import { readXml } from './xml.ts';
import type { ZipFile } from './zip.ts';

/** Formats every program knows by number (ECMA-376 18.8.30): dates, Chinese dates, date with time. */
const builtIn = (format: number) =>
  (format >= 14 && format <= 17) || format === 22 || (format >= 27 && format <= 36) || (format >= 50 && format <= 58);

/** Which cell styles of a workbook show a number as a date. */
export async function readDateStyles(zip: ZipFile): Promise<ReadonlySet<number>> {
  const name = 'xl/styles.xml';
  const own = new Map<number, string>();
  const styles = new Set<number>();
  if (!zip.has(name)) return styles;
  let inCellStyles = false;
  let index = 0;
  for await (const events of readXml(zip.read(name, 20_000_000))) {
    for (const event of events) {
      if (event.type === 'text') continue;
      if (event.name === 'cellXfs') inCellStyles = event.type === 'open';
      if (event.type === 'close') continue;
      if (event.name === 'numFmt') own.set(Number(event.attributes.numFmtId), event.attributes.formatCode ?? '');
      if (event.name === 'xf' && inCellStyles) {
        if (isDate(Number(event.attributes.numFmtId ?? '0'), own)) styles.add(index);
        index += 1;
      }
    }
  }
  return styles;
}

function isDate(format: number, own: ReadonlyMap<number, string>): boolean {
  const code = own.get(format);
  return code === undefined ? builtIn(format) : showsDate(code);
}

/** Quoted, escaped and bracketed parts (words, colours, locales) say nothing about what the number is. */
function showsDate(code: string): boolean {
  return /[yd年]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));
}
