import { inflateSync } from 'node:zlib';

export type PdfFault = 'scan.damagedPdf' | 'scan.livePdf';

/** What a scanner never writes: things that run, open other things, carry files or send what somebody types. */
const live = [
  ...['JavaScript', 'Launch', 'EmbeddedFile', 'RichMedia', 'XFA', 'SubmitForm', 'ImportData', 'GoToE', 'GoToR'],
  ...['Rendition', 'Movie', '3D'],
];
const liveName = new RegExp(`/(?:${live.join('|')})(?![A-Za-z0-9])`);
const encrypted = /\/Encrypt(?![A-Za-z0-9])/;

/** Bytes to which the packed objects of a file may unpack. */
const MOST_UNPACKED = 32 * 1024 * 1024;

export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
}

/**
 * Why a PDF is not taken; undefined when it is whole, open and holds nothing but pages. Names are looked for in the whole
 * file, hidden spellings (`/J#61vaScript`) and packed objects included. This keeps out the ordinary; whoever opens the file
 * still gets it as a download and never inside our pages.
 */
export function faultOfPdf(bytes: Uint8Array): PdfFault | undefined {
  const source = Buffer.from(bytes).toString('latin1');
  if (!source.slice(-1024).includes('%%EOF')) return 'scan.damagedPdf';
  const unpacked = unpackObjects(source);
  if (unpacked === undefined) return 'scan.damagedPdf';
  const words = [source, ...unpacked].map(spellOut);
  if (words.some((text) => encrypted.test(text))) return 'scan.damagedPdf';
  return words.some((text) => liveName.test(text)) ? 'scan.livePdf' : undefined;
}

/** In a name any character may stand as # and two hexadecimal digits. */
function spellOut(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The contents of all object streams; undefined when one cannot be unpacked, or they unpack to more than may be. */
function unpackObjects(source: string): readonly string[] | undefined {
  const texts: string[] = [];
  let left = MOST_UNPACKED;
  for (const { index } of spellOutNames(source).matchAll(/\/ObjStm/g)) {
    const begin = /stream\r?\n/g;
    begin.lastIndex = index;
    const found = begin.exec(source);
    const end = found === null ? -1 : source.indexOf('endstream', begin.lastIndex);
    if (found === null || end < 0) return undefined;
    try {
      const packed = Buffer.from(source.slice(begin.lastIndex, end), 'latin1');
      const text = inflateSync(packed, { maxOutputLength: left }).toString('latin1');
      left -= text.length;
      texts.push(text);
    } catch (fault) {
      if (fault instanceof Error && 'code' in fault) return undefined;
      throw fault;
    }
    if (left <= 0) return undefined;
  }
  return texts;
}

/** `/ObjStm` in any spelling, at the place where it stands: what gets shorter is filled up. */
function spellOutNames(source: string): string {
  return source.replace(/\/(?:[A-Za-z]|#[0-9a-fA-F]{2}){6,18}/g, (name) => spellOut(name).padEnd(name.length));
}
