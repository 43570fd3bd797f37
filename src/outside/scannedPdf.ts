import { inflateSync } from 'node:zlib';

export type PdfFault = 'scan.damagedPdf' | 'scan.livePdf';

/** What a scanner never writes: things that run, open other things, carry files or send what somebody types. */
const live = [
  ...['JavaScript', 'Launch', 'EmbeddedFile', 'RichMedia', 'XFA', 'SubmitForm', 'ImportData', 'GoToE', 'GoToR'],
  ...['Rendition', 'Movie', '3D'],
];
const liveName = new RegExp(`/(?:${live.join('|')})(?![A-Za-z0-9])`);
const encrypted = /\/Encrypt(?![A-Za-z0-9])/;

/** More than any scan has: what goes beyond is made to keep us busy. */
const most = { unpacked: 16 * 1024 * 1024, streams: 200, spelt: 2000 } as const;

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
  const spelt = [source, ...(unpacked ?? [])].map(spellOut);
  if (unpacked === undefined || spelt.includes(undefined)) return 'scan.damagedPdf';
  const words = [source, ...unpacked, ...spelt.flatMap((names) => names?.map(({ name }) => name) ?? [])];
  if (words.some((text) => encrypted.test(text))) return 'scan.damagedPdf';
  return words.some((text) => liveName.test(text)) ? 'scan.livePdf' : undefined;
}

interface Spelt {
  readonly index: number;
  readonly name: string;
}

/** The names in which a character stands as # and two hexadecimal digits, as they are meant; undefined when too many. */
function spellOut(text: string): readonly Spelt[] | undefined {
  const names: Spelt[] = [];
  for (const { 0: written, index } of text.matchAll(/\/[A-Za-z0-9]{0,60}#[A-Za-z0-9#]{2,60}/g)) {
    if (names.length === most.spelt) return undefined;
    const name = written.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    names.push({ index, name });
  }
  return names;
}

/** The contents of all object streams; undefined when one cannot be unpacked, or there are too many. */
function unpackObjects(bytes: Buffer, source: string): readonly string[] | undefined {
  const begins = beginsOfObjects(source);
  if (begins === undefined) return undefined;
  const texts: string[] = [];
  let left: number = most.unpacked;
  for (const begin of begins) {
    if (left <= 0) return undefined;
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

/** Where the stream begins that follows each `/ObjStm`, each once; undefined when there is none, or too many. */
function beginsOfObjects(source: string): ReadonlySet<number> | undefined {
  const spelt = spellOut(source);
  if (spelt === undefined) return undefined;
  const named: number[] = spelt.filter(({ name }) => name.startsWith('/ObjStm')).map(({ index }) => index);
  for (let at = source.indexOf('/ObjStm'); at >= 0; at = source.indexOf('/ObjStm', at + 1)) {
    if (named.push(at) > most.streams) return undefined;
  }
  const begins = new Set<number>();
  const word = /(?<!end)stream\r?\n/g;
  for (const at of named.sort((one, other) => one - other)) {
    if (word.lastIndex > at) continue;
    word.lastIndex = at;
    if (word.exec(source) === null) return undefined;
    begins.add(word.lastIndex);
  }
  return begins;
}
