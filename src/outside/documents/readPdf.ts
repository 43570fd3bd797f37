import { inflateSync } from 'node:zlib';

export interface ReadPdf {
  /** The whole file with its streams unpacked, as Latin-1: to look for what must not be in it. */
  readonly source: string;
  readonly pages: number;
  /** What a reader copies from the pages, without spaces. */
  readonly words: string;
}

interface PdfObject {
  readonly dictionary: string;
  readonly stream: string;
}

/** Reads back the PDFs our own renderer makes (plain objects, Type 0 fonts), so that the tests need no other program. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = objectsOf(Buffer.from(bytes));
  const all = [...objects.values()];
  const pages = all.filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary));
  return {
    source: all.map(({ dictionary, stream }) => `${dictionary}\n${stream}`).join('\n'),
    pages: pages.length,
    words: pages
      .map((page) => wordsOfPage(page, objects))
      .join('')
      .replace(/\s/g, ''),
  };
}

function objectsOf(bytes: Buffer): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const part of bytes.toString('latin1').split(/\n(?=\d+ 0 obj\n)/)) {
    const [number = ''] = part.split(' ', 1);
    const start = part.indexOf('stream\n');
    const dictionary = start < 0 ? part : part.slice(0, start);
    const packed = start < 0 ? '' : part.slice(start + 7, part.lastIndexOf('\nendstream'));
    const unpack = dictionary.includes('/FlateDecode') && packed !== '';
    const stream = unpack ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1') : packed;
    objects.set(number, { dictionary, stream });
  }
  return objects;
}

function wordsOfPage(page: PdfObject, objects: Map<string, PdfObject>): string {
  const fonts = new Map<string, Map<string, string>>();
  for (const [, name = '', number = ''] of page.dictionary.matchAll(/\/(f\d+) (\d+) 0 R/g)) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number)?.dictionary ?? '')?.[1] ?? '';
    fonts.set(name, glyphsOf(objects.get(unicode)?.stream ?? ''));
  }
  const content = objects.get(/\/Contents (\d+) 0 R/.exec(page.dictionary)?.[1] ?? '')?.stream ?? '';
  let font = new Map<string, string>();
  let words = '';
  for (const { name, glyphs } of showsOf(content)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    for (const glyph of glyphs.match(/.{4}/g) ?? []) words += font.get(glyph.toUpperCase()) ?? '';
  }
  return words;
}

/** Choices of a font and strings of glyph numbers (hexadecimal), in the order of the page. */
function showsOf(content: string): { name?: string; glyphs: string }[] {
  const shows: { name?: string; glyphs: string }[] = [];
  for (let at = 0; at < content.length; ) {
    const font = matchAt(/\/(f\d+) [\d.]+ Tf/y, content, at);
    const hexadecimal = matchAt(/<([0-9a-fA-F]+)>/y, content, at);
    if (font?.[1] !== undefined) shows.push({ name: font[1], glyphs: '' });
    if (hexadecimal?.[1] !== undefined) shows.push({ glyphs: hexadecimal[1] });
    const literal = content[at] === '(' ? literalAt(content, at) : undefined;
    if (literal !== undefined) shows.push({ glyphs: Buffer.from(literal.text, 'latin1').toString('hex') });
    at = literal?.end ?? at + (font?.[0] ?? hexadecimal?.[0] ?? ' ').length;
  }
  return shows;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** A literal string, ISO 32000-1 §7.3.4.2: balanced parentheses, octal and letter escapes. */
function literalAt(content: string, start: number): { text: string; end: number } {
  let text = '';
  let depth = 0;
  let at = start;
  do {
    const escaped = matchAt(/\\([0-7]{1,3}|[\s\S])/y, content, at);
    const mark = content[at] ?? ')';
    if (escaped?.[1] !== undefined) {
      text += /[0-7]/.test(escaped[1])
        ? String.fromCharCode(Number.parseInt(escaped[1], 8))
        : (ESCAPES[escaped[1]] ?? escaped[1]);
    } else {
      if (mark === '(') depth += 1;
      if (mark === ')') depth -= 1;
      // All but the outermost pair belong to the text.
      if (depth > 0 && at > start) text += mark;
    }
    at += escaped?.[0].length ?? 1;
  } while (depth > 0);
  return { text, end: at };
}

/** `<0001> <8349>`: glyph number to UTF-16. */
function glyphsOf(cmap: string): Map<string, string> {
  const pairs = [...cmap.matchAll(/^<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>$/gim)];
  return new Map(
    pairs.map(([, glyph = '', utf16 = '']) => [
      glyph.toUpperCase(),
      Buffer.from(utf16, 'hex').swap16().toString('utf16le'),
    ]),
  );
}
