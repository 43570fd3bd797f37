/** The two hashes of RFC 6962: SHA-256 over 0x00 ‖ leaf, and over 0x01 ‖ left ‖ right. */
export interface TreeHasher {
  readonly leaf: (data: Uint8Array) => Uint8Array;
  readonly node: (left: Uint8Array, right: Uint8Array) => Uint8Array;
  /** Root of the tree without leaves: SHA-256 of nothing. */
  readonly empty: Uint8Array;
}

/** Leaves from `from` up to but without `until`. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

/** A whole subtree of 2^height leaves; the index counts subtrees of that height from the left. */
export interface Subtree {
  readonly height: number;
  readonly index: number;
}

/** Hash of a whole subtree; undefined where the tree does not hold it. */
export type NodeAt = (subtree: Subtree) => Uint8Array | undefined;

/** Largest power of two below `size`, which is more than one. */
function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** Whole subtrees that a range falls into, the largest first. A range of a tree or of a proof begins where they fit. */
export function subtreesOf({ from, until }: Range): Subtree[] {
  const found: Subtree[] = [];
  for (let at = from; at < until; ) {
    let [height, width] = [0, 1];
    while (width * 2 <= until - at && at % (width * 2) === 0) {
      height += 1;
      width *= 2;
    }
    found.push({ height, index: at / width });
    at += width;
  }
  return found;
}

/** Merkle Tree Hash of a range (RFC 6962, 2.1). */
export function rangeHash(hasher: TreeHasher, range: Range, nodeAt: NodeAt): Uint8Array | undefined {
  const hashes = subtreesOf(range).map(nodeAt);
  return hashes.reduceRight<Uint8Array | undefined>(
    (right, left, index) =>
      index === hashes.length - 1
        ? left
        : left === undefined || right === undefined
          ? undefined
          : hasher.node(left, right),
    range.from === range.until ? hasher.empty : undefined,
  );
}

/** Ranges whose hashes prove that a leaf is in a tree (RFC 6962, 2.1.1), the lowest first. */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [from, until] = [0, size];
  while (until - from > 1) {
    const middle = from + splitOf(until - from);
    if (index < middle) {
      ranges.push({ from: middle, until });
      until = middle;
    } else {
      ranges.push({ from, until: middle });
      from = middle;
    }
  }
  return ranges.reverse();
}

/** Ranges whose hashes prove that a tree of `older` leaves is the beginning of one of `newer` (RFC 6962, 2.1.2). */
export function consistencyRanges(older: number, newer: number): Range[] {
  if (older <= 0 || older >= newer) return [];
  const ranges: Range[] = [];
  let [from, until, whole] = [0, newer, true];
  while (older !== until) {
    const middle = from + splitOf(until - from);
    if (older <= middle) {
      ranges.push({ from: middle, until });
      until = middle;
    } else {
      ranges.push({ from, until: middle });
      from = middle;
      whole = false;
    }
  }
  return (whole ? ranges : [...ranges, { from, until }]).reverse();
}

/** The root that a leaf and its path lead to; undefined when the path cannot be one of this place (RFC 9162, 2.1.3.2). */
export function rootOfInclusion(
  hasher: TreeHasher,
  { index, size, leaf }: { readonly index: number; readonly size: number; readonly leaf: Uint8Array },
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined;
  let [at, last] = [index, size - 1];
  let hash = hasher.leaf(leaf);
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = hasher.node(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else hash = hasher.node(hash, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether `newer` has grown out of `older` by appending alone (RFC 9162, 2.1.4.2). A proof of nothing is empty. */
export function verifyConsistency(hasher: TreeHasher, older: Head, newer: Head, proof: readonly Uint8Array[]): boolean {
  const sizes = [older.size, newer.size];
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < 0) || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && sameHash(older.root, newer.root);
  if (older.size === 0) return proof.length === 0 && sameHash(older.root, hasher.empty);
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  const [first, ...rest] = at === 0 ? [older.root, ...proof] : proof;
  if (first === undefined) return false;
  let [was, is] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [was, is] = [hasher.node(hash, was), hasher.node(hash, is)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else is = hasher.node(is, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && sameHash(was, older.root) && sameHash(is, newer.root);
}

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
