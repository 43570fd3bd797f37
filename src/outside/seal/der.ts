/** Just enough of DER (X.690) to write a signature and to read what a certificate or a time stamp says. */
export interface DerNode {
  readonly tag: number;
  /** The whole element, as it came. */
  readonly bytes: Buffer;
  readonly content: Buffer;
}

/** What cannot be read: a provider answered with something else than it should. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

export const tags = { integer: 2, bits: 3, octets: 4, null: 5, oid: 6, utf8: 12, sequence: 48, set: 49 } as const;

/** The element of a context of its own: `[n]`, constructed. */
export function contextTag(number: number): number {
  return 0xa0 + number;
}

export function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const digits = Buffer.from(
    length.toString(16).padStart(length > 0xffffff ? 8 : length > 0xffff ? 6 : length > 0xff ? 4 : 2, '0'),
    'hex',
  );
  return Buffer.concat([Buffer.from([0x80 + digits.length]), digits]);
}

export function sequence(...contents: readonly Uint8Array[]): Buffer {
  return element(tags.sequence, ...contents);
}

/** SET OF: in DER the elements stand in the order of their bytes. */
export function setOf(...contents: readonly Uint8Array[]): Buffer {
  return element(tags.set, ...contents.toSorted(Buffer.compare));
}

export function octets(content: Uint8Array): Buffer {
  return element(tags.octets, content);
}

export function derNull(): Buffer {
  return element(tags.null);
}

export function utf8(text: string): Buffer {
  return element(tags.utf8, Buffer.from(text));
}

/** A whole number that is not negative, from its big-endian bytes. */
export function integer(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const trimmed = Buffer.from(bytes.subarray(start));
  const negative = trimmed.length === 0 || (trimmed[0] ?? 0) >= 0x80;
  return element(tags.integer, negative ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed);
}

export function smallInteger(value: number): Buffer {
  return integer(Buffer.from([value]));
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(tags.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

export function utcTime(at: Temporal.Instant): Buffer {
  // RFC 5652 11.3: UTCTime until 2049.
  const digits = at.toString({ smallestUnit: 'second' }).replace(/[-:TZ]/g, '');
  return element(23, Buffer.from(`${digits.slice(2)}Z`, 'latin1'));
}

/** Reads exactly one element. */
export function readDer(bytes: Uint8Array): DerNode {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const node = readAt(buffer, 0);
  if (node.bytes.length !== buffer.length) throw new DerError('there is something behind the element');
  return node;
}

/** Reads the element at the beginning, whatever fills the room behind it. */
export function readFirst(bytes: Uint8Array): DerNode {
  return readAt(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0);
}

/** The elements inside one that is made of others. */
export function childrenOf({ content }: DerNode): DerNode[] {
  const found: DerNode[] = [];
  for (let at = 0; at < content.length; at += found.at(-1)?.bytes.length ?? content.length)
    found.push(readAt(content, at));
  return found;
}

function readAt(buffer: Buffer, at: number): DerNode {
  const tag = buffer[at];
  const first = buffer[at + 1];
  if (tag === undefined || first === undefined) throw new DerError('an element ends too early');
  if ((tag & 0x1f) === 0x1f) throw new DerError('tags of several bytes are not used here');
  const digits = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || digits > 4 || at + 2 + digits > buffer.length) throw new DerError('a length cannot be read');
  const length = digits === 0 ? first : buffer.readUIntBE(at + 2, digits);
  const start = at + 2 + digits;
  if (start + length > buffer.length) throw new DerError('an element ends too early');
  return { tag, bytes: buffer.subarray(at, start + length), content: buffer.subarray(start, start + length) };
}

/** Follows places from one element to another inside it. */
export function inside(node: DerNode, ...places: readonly number[]): DerNode {
  let found = node;
  for (const place of places) {
    const next = childrenOf(found)[place];
    if (next === undefined) throw new DerError(`there is no element ${place}`);
    found = next;
  }
  return found;
}

export function readOid({ tag, content }: DerNode): string {
  if (tag !== tags.oid || content.length === 0) throw new DerError('this is no object identifier');
  const values: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    values.push(value);
    value = 0;
  }
  const [first = 0, ...rest] = values;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}

/** The moment of a GeneralizedTime in UTC. */
export function readTime({ tag, content }: DerNode): Temporal.Instant {
  const [, year, month, day, hour, minute, second = '00', part = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(\.\d+)?Z$/.exec(content.toString('latin1')) ?? [];
  if (tag !== 24 || year === undefined) throw new DerError('this is no time in UTC');
  return Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}${part}Z`);
}
