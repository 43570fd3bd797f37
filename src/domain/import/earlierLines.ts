/**
 * Remembers at which line of a file something stood. A million keys take about 25 MB (two 32-bit halves of a hash and
 * the line a slot, outside the heap), a Map of the same strings ten times that; two million rows are the most a file
 * may have. Among a million keys two share all 64 bits with a chance of 1 in 30 million, and a file made to collide
 * would only have its own rows refused.
 */
export interface EarlierLines {
  find(key: string): number | undefined;
  remember(key: string, line: number): void;
}

export function createEarlierLines(): EarlierLines {
  let slots = emptySlots(1024);
  let used = 0;
  return {
    find(key) {
      const line = slots.lines[slotOf(slots, hash(key))] ?? 0;
      return line === 0 ? undefined : line;
    },
    remember(key, line) {
      if (used * 4 >= slots.lines.length * 3) slots = doubled(slots);
      put(slots, hash(key), line);
      used += 1;
    },
  };
}

interface Slots {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** 0 = free: no line has that number. */
  readonly lines: Uint32Array;
}
interface Hash {
  readonly high: number;
  readonly low: number;
}

function emptySlots(size: number): Slots {
  return { high: new Uint32Array(size), low: new Uint32Array(size), lines: new Uint32Array(size) };
}

/** The slot that holds this hash, or the free one where it belongs. */
function slotOf(slots: Slots, { high, low }: Hash): number {
  const mask = slots.lines.length - 1;
  let index = low & mask;
  while (slots.lines[index] !== 0 && (slots.low[index] !== low || slots.high[index] !== high))
    index = (index + 1) & mask;
  return index;
}

function put(slots: Slots, key: Hash, line: number): void {
  const index = slotOf(slots, key);
  slots.high[index] = key.high;
  slots.low[index] = key.low;
  slots.lines[index] = line;
}

function doubled(slots: Slots): Slots {
  const larger = emptySlots(slots.lines.length * 2);
  slots.lines.forEach((line, index) => {
    if (line !== 0) put(larger, { high: slots.high[index] ?? 0, low: slots.low[index] ?? 0 }, line);
  });
  return larger;
}

/** Two multiplicative hashes with MurmurHash3's finish, each of the other's remainder. */
function hash(key: string): Hash {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < key.length; index += 1) {
    const unit = key.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return { high: a >>> 0, low: b >>> 0 };
}
