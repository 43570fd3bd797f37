// DEFLATE (RFC 1951) in the zlib format (RFC 1950), as status lists travel. Browsers on older phones have none of their own.

const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const distanceExtra = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Undefined: no zlib data, damaged, or not of exactly this size when unpacked. */
export function inflate(data: Uint8Array, size: number): Uint8Array | undefined {
  const [method = 0, flags = 0] = data;
  if ((method & 15) !== 8 || (method * 256 + flags) % 31 !== 0 || (flags & 32) !== 0) return undefined;
  try {
    const { out, end } = new Unpacking(data, size).run();
    return adler32(out) === readNumber(data, end) ? out : undefined;
  } catch (error) {
    if (error instanceof Damaged) return undefined;
    throw error;
  }
}

class Damaged extends Error {}

/** Canonical Huffman codes: how many there are of each length, and what they stand for in order. */
interface Codes {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

function codesOf(lengths: readonly number[]): Codes {
  const counts = Array.from({ length: 16 }, (_, length) => lengths.filter((one) => one === length).length);
  const symbols = lengths
    .map((length, symbol) => ({ length, symbol }))
    .filter(({ length }) => length > 0)
    .sort((one, other) => one.length - other.length || one.symbol - other.symbol)
    .map(({ symbol }) => symbol);
  return { counts, symbols };
}

const fixedLengths = codesOf(Array.from({ length: 288 }, (_, n) => (n < 144 ? 8 : n < 256 ? 9 : n < 280 ? 7 : 8)));
const fixedDistances = codesOf(Array<number>(30).fill(5));

class Unpacking {
  private readonly data: Uint8Array;
  private readonly out: Uint8Array;
  private at = 2;
  private bit = 0;
  private written = 0;

  constructor(data: Uint8Array, size: number) {
    this.data = data;
    this.out = new Uint8Array(size);
  }

  run(): { out: Uint8Array; end: number } {
    let last = false;
    while (!last) {
      last = this.bits(1) === 1;
      this.block(this.bits(2));
    }
    if (this.written !== this.out.length) throw new Damaged();
    return { out: this.out, end: this.bit === 0 ? this.at : this.at + 1 };
  }

  private block(kind: number): void {
    if (kind === 0) this.stored();
    else if (kind === 1) this.compressed(fixedLengths, fixedDistances);
    else if (kind === 2) this.compressed(...this.codes());
    else throw new Damaged();
  }

  private bits(count: number): number {
    let value = 0;
    for (let n = 0; n < count; n += 1) {
      const byte = this.data[this.at];
      if (byte === undefined) throw new Damaged();
      value |= ((byte >> this.bit) & 1) << n;
      this.bit = (this.bit + 1) & 7;
      if (this.bit === 0) this.at += 1;
    }
    return value;
  }

  private put(byte: number): void {
    if (this.written >= this.out.length) throw new Damaged();
    this.out[this.written] = byte;
    this.written += 1;
  }

  private stored(): void {
    if (this.bit !== 0) [this.bit, this.at] = [0, this.at + 1];
    const [length, inverse] = [this.bits(16), this.bits(16)];
    if ((length ^ inverse) !== 0xffff) throw new Damaged();
    for (let n = 0; n < length; n += 1) this.put(this.bits(8));
  }

  private symbol({ counts, symbols }: Codes): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length < 16; length += 1) {
      code |= this.bits(1);
      const count = counts[length] ?? 0;
      if (code - count < first) return symbols[index + (code - first)] ?? 0;
      [index, first, code] = [index + count, (first + count) << 1, code << 1];
    }
    throw new Damaged();
  }

  private codes(): [Codes, Codes] {
    const [literals, distances, count] = [this.bits(5) + 257, this.bits(5) + 1, this.bits(4) + 4];
    const codeLengths = Array<number>(19).fill(0);
    for (const place of codeOrder.slice(0, count)) codeLengths[place] = this.bits(3);
    const codes = codesOf(codeLengths);
    const lengths: number[] = [];
    while (lengths.length < literals + distances) {
      const symbol = this.symbol(codes);
      if (symbol < 16) lengths.push(symbol);
      else if (symbol === 16) lengths.push(...Array<number>(3 + this.bits(2)).fill(lengths[lengths.length - 1] ?? 0));
      else lengths.push(...Array<number>(symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7)).fill(0));
    }
    return [codesOf(lengths.slice(0, literals)), codesOf(lengths.slice(literals, literals + distances))];
  }

  private compressed(lengths: Codes, distances: Codes): void {
    for (let symbol = this.symbol(lengths); symbol !== 256; symbol = this.symbol(lengths)) {
      if (symbol < 256) this.put(symbol);
      else this.repeat(symbol - 257, distances);
    }
  }

  private repeat(which: number, distances: Codes): void {
    const length = (lengthBase[which] ?? 0) + this.bits(lengthExtra[which] ?? 0);
    const far = this.symbol(distances);
    const distance = (distanceBase[far] ?? 0) + this.bits(distanceExtra[far] ?? 0);
    if (length === 0 || distance === 0 || distance > this.written) throw new Damaged();
    for (let n = 0; n < length; n += 1) this.put(this.out[this.written - distance] ?? 0);
  }
}

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) [a, b] = [(a + byte) % 65521, (a + byte + b) % 65521];
  return b * 65536 + a;
}

function readNumber(data: Uint8Array, at: number): number | undefined {
  return at + 4 > data.length ? undefined : new DataView(data.buffer, data.byteOffset + at, 4).getUint32(0);
}
