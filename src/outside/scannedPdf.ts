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
const MOST_UNPACKED = 16 * 1024 * 1024;
const MOST_STREAMS = 200;

export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
}

/**
 * Why a PDF is not taken; undefined when it is whole, open and holds nothing but pages. Names are looked for in the whole
 * file, hidden spellings (`/J#61vaScript`) and packed objects included. This keeps out the ordinary; whoever opens the file
 * still gets it as a download and never inside our pages.
 */
export function faultOfPdf(bytes: Uint8Array): PdfFault | undefined {
  const content = Buffer.from(bytes);
  const source = content.toString('latin1');
  if (!source.slice(-1024).includes('%%EOF')) return 'scan.damagedPdf';
  const unpacked = unpackObjects(content, source);
  if (unpacked === undefined) return 'scan.damagedPdf';
  const words = [source, ...unpacked].map(spellOut);
  if (words.some((text) => encrypted.test(text))) return 'scan.damagedPdf';
  return words.some((text) => liveName.test(text)) ? 'scan.livePdf' : undefined;
}

/** In a name any character may stand as # and two hexadecimal digits. */
function spellOut(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The contents of all object streams; undefined when one cannot be unpacked, or they are more than any scan has. */
function unpackObjects(bytes: Buffer, source: string): readonly string[] | undefined {
  const texts: string[] = [];
  let left = MOST_UNPACKED;
  for (const begin of beginsOfObjects(source)) {
    if (begin === undefined || texts.length === MOST_STREAMS || left <= 0) return undefined;
    try {
      // Up to the end of what is packed; what comes after it is not looked at.
      const text = inflateSync(bytes.subarray(begin), { maxOutputLength: left }).toString('latin1');
      left -= text.length;
      texts.push(text);
    } catch (fault) {
      if (fault instanceof Error && 'code' in fault) return undefined;
      throw fault;
    }
  }
  return texts;
}

/** Where the stream begins that follows each `/ObjStm`, each once; undefined for one that has none. */
function beginsOfObjects(source: string): ReadonlySet<number | undefined> {
  const streams = [...source.matchAll(/(?<!end)stream\r?\n/g)].map(({ 0: word, index }) => index + word.length);
  const begins = new Set<number | undefined>();
  let next = 0;
  for (const { index } of spellOutNames(source).matchAll(/\/ObjStm/g)) {
    while ((streams[next] ?? Number.POSITIVE_INFINITY) < index) next += 1;
    begins.add(streams[next]);
  }
  return begins;
}

/** `/ObjStm` in any spelling, at the place where it stands: what gets shorter is filled up. */
function spellOutNames(source: string): string {
  return source.replace(/\/(?:[A-Za-z]|#[0-9a-fA-F]{2}){6,18}/g, (name) => spellOut(name).padEnd(name.length));
}
