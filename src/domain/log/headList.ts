import { sameHash } from './merkle.ts';

const hashBytes = 32;
/** Of the digest of a note: enough to tell that two are the same, where a wrong answer costs a look at its signature. */
export const tagBytes = 16;
const width = hashBytes + tagBytes;

/** Heads of one log in their order, a few bytes each: a log that has been signed every few seconds for years has millions. */
export interface HeadList {
  /** How many there are, each size once. */
  readonly count: number;
  readonly largest: number;
  rootOf(size: number): Uint8Array | undefined;
  /** Of the note in which it was signed. */
  tagOf(size: number): Uint8Array | undefined;
  /** The largest size below this one; 0: none. */
  below(size: number): number;
  /** The smallest size above this one. */
  above(size: number): number | undefined;
}

/** Heads as they come, in any order and more than once. */
export function gatherHeads(): {
  add(size: number, root: Uint8Array, tag: Uint8Array): void;
  /** In their order, of each size the first that came; `torn` is the first size that has two roots. */
  list(): { readonly heads: HeadList; readonly torn: number | undefined };
} {
  let [sizes, bytes, length] = [new Float64Array(1024), new Uint8Array(1024 * width), 0];
  return {
    add(size, root, tag) {
      if (length === sizes.length) [sizes, bytes] = [doubled(sizes), doubledBytes(bytes)];
      sizes[length] = size;
      bytes.set(root, length * width);
      bytes.set(tag, length * width + hashBytes);
      length += 1;
    },
    list: () => inOrder(sizes.subarray(0, length), (n) => bytes.subarray(n * width, (n + 1) * width)),
  };
}

function inOrder(sizes: Float64Array, bytesAt: (n: number) => Uint8Array) {
  const rootAt = (n: number) => bytesAt(n).subarray(0, hashBytes);
  const order = Uint32Array.from(sizes, (_, n) => n).sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0));
  const once = order.filter((n, place) => place === 0 || sizes[n] !== sizes[order[place - 1] ?? n]);
  const double = order.find((n, place) => {
    const before = order[place - 1];
    return before !== undefined && sizes[n] === sizes[before] && !sameHash(rootAt(n), rootAt(before));
  });
  const sizeAt = (place: number) => sizes[once[place] ?? -1];
  /** Place of the first that is not smaller. */
  const placeOf = (size: number) => {
    let [from, until] = [0, once.length];
    while (from < until) {
      const middle = (from + until) >>> 1;
      if ((sizeAt(middle) ?? 0) < size) from = middle + 1;
      else until = middle;
    }
    return from;
  };
  const find = (size: number) => {
    const place = placeOf(size);
    return sizeAt(place) === size ? bytesAt(once[place] ?? 0) : undefined;
  };
  const heads: HeadList = {
    count: once.length,
    largest: sizeAt(once.length - 1) ?? 0,
    rootOf: (size) => find(size)?.subarray(0, hashBytes),
    tagOf: (size) => find(size)?.subarray(hashBytes),
    below: (size) => sizeAt(placeOf(size) - 1) ?? 0,
    above: (size) => sizeAt(placeOf(size + 1)),
  };
  return { heads, torn: double === undefined ? undefined : sizes[double] };
}

function doubled(of: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(of.length * 2);
  larger.set(of);
  return larger;
}

function doubledBytes(of: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(of.length * 2);
  larger.set(of);
  return larger;
}
