/** A PDF with an empty place for its signature. */
export interface PdfSlot {
  readonly bytes: Buffer;
  /** Where the place begins and ends, its brackets included. */
  readonly from: number;
  readonly to: number;
}

export interface SlotWords {
  /** Who seals, as readers show it. */
  readonly name: string;
  readonly reason: string;
  readonly at: Temporal.Instant;
}

const rangeDigits = 10;

/**
 * Appends the signature's field and dictionary to a PDF of ours, its own bytes untouched (ISO 32000-1 12.8, 7.5.6): the first
 * page and the catalogue are written anew behind it. The field is hidden, since the paper shows its seal itself, so that PDF/UA
 * asks no place among the tags for it.
 */
export function openSlot(pdf: Uint8Array, words: SlotWords, room: number): PdfSlot {
  const original = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const file = readFile(original);
  const [signature, field] = [file.size, file.size + 1];
  const page = /\/Kids \[(\d+) 0 R/.exec(
    dictionaryOf(original, file, /\/Pages (\d+) 0 R/.exec(file.catalogue)?.[1]),
  )?.[1];
  const objects: [number, string][] = [
    [file.root, withEntries(file.catalogue, `/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>`)],
    [Number(page), pageWithField(dictionaryOf(original, file, page), field)],
    [field, fieldOf(signature, Number(page))],
    [signature, signatureOf(words, room)],
  ];
  return append(original, file, objects);
}

/** The two parts a signature is over: everything but the place of the signature itself. */
export function signedParts({ bytes, from, to }: PdfSlot): readonly [Buffer, Buffer] {
  return [bytes.subarray(0, from), bytes.subarray(to)];
}

/** Puts the signature into its place. @throws RangeError when it does not fit */
export function fillSlot({ bytes, from, to }: PdfSlot, signature: Uint8Array): Buffer {
  const room = to - from - 2;
  const digits = Buffer.from(signature).toString('hex');
  if (digits.length > room) throw new RangeError(`a signature of ${signature.length} bytes does not fit`);
  const filled = Buffer.from(bytes);
  filled.write(digits.padEnd(room, '0'), from + 1, 'latin1');
  return filled;
}

interface PdfFile {
  readonly startxref: number;
  readonly size: number;
  readonly root: number;
  readonly info: string;
  readonly id: string;
  readonly catalogue: string;
  readonly places: ReadonlyMap<number, number>;
}

function readFile(pdf: Buffer): PdfFile {
  const end = pdf.subarray(-1024).toString('latin1');
  const startxref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(end)?.[1] ?? Number.NaN);
  const table = pdf.subarray(startxref).toString('latin1');
  const root = Number(/\/Root (\d+) 0 R/.exec(table)?.[1] ?? Number.NaN);
  const size = Number(/\/Size (\d+)/.exec(table)?.[1] ?? Number.NaN);
  // Typst writes one table of references and plain objects; another form would need another reader.
  if (!table.startsWith('xref') || Number.isNaN(root) || Number.isNaN(size))
    throw new Error('this PDF was not made by us');
  const lines = /^xref\s+0 \d+\s+((?:\d{10} \d{5} [nf]\s{1,2})+)/.exec(table)?.[1]?.match(/\d{10} \d{5} [nf]/g) ?? [];
  const places = new Map(lines.map((line, number) => [number, Number(line.slice(0, 10))] as const));
  const file = {
    startxref,
    size,
    root,
    places,
    info: entryOf(table, /\/Info \d+ 0 R/),
    id: entryOf(table, /\/ID \[[^\]]*\]/),
  };
  return { ...file, catalogue: dictionaryOf(pdf, file, String(root)) };
}

function entryOf(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[0] ?? '';
}

function dictionaryOf(pdf: Buffer, { places }: Pick<PdfFile, 'places'>, number: string | undefined): string {
  const place = places.get(Number(number));
  if (number === undefined || place === undefined) throw new Error('this PDF was not made by us');
  const text = pdf.subarray(place, pdf.indexOf('\nendobj', place)).toString('latin1');
  const start = text.indexOf('<<');
  if (!text.startsWith(`${number} 0 obj`) || start < 0 || !text.trimEnd().endsWith('>>'))
    throw new Error('this PDF was not made by us');
  return text.slice(start).trimEnd();
}

function withEntries(dictionary: string, entries: string): string {
  return `${dictionary.slice(0, -2)}  ${entries}\n>>`;
}

function pageWithField(page: string, field: number): string {
  const tabs = page.includes('/Tabs') ? '' : ' /Tabs /S';
  const annotated = /\/Annots \[([^\]]*)\]/.exec(page);
  if (annotated === null) return withEntries(page, `/Annots [${field} 0 R]${tabs}`);
  return withEntries(page.replace(annotated[0], `/Annots [${annotated[1]} ${field} 0 R]`), tabs);
}

/** Hidden and locked. */
function fieldOf(signature: number, page: number): string {
  const name = text('seal');
  return `<< /Type /Annot /Subtype /Widget /FT /Sig /T ${name} /TU ${text('电子印章')} /V ${signature} 0 R /P ${page} 0 R /Rect [0 0 0 0] /F 130 >>`;
}

function signatureOf({ name, reason, at }: SlotWords, room: number): string {
  const range = `/ByteRange [0 ${'0 '.repeat(3).trim()}]`.padEnd('/ByteRange []'.length + 4 * (rangeDigits + 1));
  return (
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${range}\n/Contents <${'0'.repeat(room * 2)}>\n` +
    `/M (${pdfTime(at)}) /Name ${text(name)} /Reason ${text(reason)} >>`
  );
}

/** UTF-16 with its mark, in hexadecimal: nothing in it can end the string. */
function text(words: string): string {
  return `<FEFF${[...Buffer.from(words, 'utf16le').swap16()]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()}>`;
}

function pdfTime(at: Temporal.Instant): string {
  const local = at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'second' });
  return `D:${local.replace(/[-:T]/g, '')}+08'00'`;
}

function append(original: Buffer, file: PdfFile, objects: readonly [number, string][]): PdfSlot {
  const parts: string[] = ['\n'];
  let at = original.length + 1;
  const places = new Map<number, number>();
  for (const [number, dictionary] of objects) {
    const written = `${number} 0 obj\n${dictionary}\nendobj\n`;
    places.set(number, at);
    parts.push(written);
    at += Buffer.byteLength(written, 'latin1');
  }
  parts.push(references(places, file, at));
  const bytes = Buffer.concat([original, Buffer.from(parts.join(''), 'latin1')]);
  return withRange(bytes, original.length);
}

/** One section of the table of references for each object: they need not follow one another. */
function references(
  places: ReadonlyMap<number, number>,
  { startxref, size, root, info, id }: PdfFile,
  at: number,
): string {
  const sections = [...places]
    .toSorted(([a], [b]) => a - b)
    .map(([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`);
  return `xref\n${sections.join('')}trailer\n<< /Size ${size + 2} /Root ${root} 0 R ${info} ${id} /Prev ${startxref} >>\nstartxref\n${at}\n%%EOF\n`;
}

function withRange(bytes: Buffer, appendedAt: number): PdfSlot {
  const from = bytes.indexOf('/Contents <', appendedAt) + '/Contents '.length;
  const to = bytes.indexOf('>', from) + 1;
  const place = bytes.indexOf('/ByteRange [', appendedAt);
  const range = `/ByteRange [0 ${from} ${to} ${bytes.length - to}]`;
  bytes.write(range.padEnd('/ByteRange []'.length + 4 * (rangeDigits + 1)), place, 'latin1');
  return { bytes, from, to };
}
