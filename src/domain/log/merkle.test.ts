import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { growFrom, rootOfEdge } from './edge.ts';
import {
  consistencyRanges,
  inclusionRanges,
  type NodeAt,
  type Range,
  rangeHash,
  rootOfInclusion,
  type TreeHasher,
  verifyConsistency,
} from './merkle.ts';

const sha = (...parts: readonly Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};
const hasher: TreeHasher = {
  leaf: (data) => sha(Uint8Array.of(0), data),
  node: (left, right) => sha(Uint8Array.of(1), left, right),
  empty: sha(),
};

/** RFC 6962, 2.1, word for word. */
function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return sha();
  if (leaves.length === 1) return hasher.leaf(first);
  const k = split(leaves.length);
  return hasher.node(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}
const split = (n: number) => 2 ** Math.floor(Math.log2(n - 1));

/** RFC 6962, 2.1.1 and 2.1.2, word for word. */
function path(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...path(m, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...path(m - k, leaves.slice(k)), treeHash(leaves.slice(0, k))];
}
function subproof(m: number, leaves: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === leaves.length) return whole ? [] : [treeHash(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), whole), treeHash(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), treeHash(leaves.slice(0, k))];
}

const leavesOf = (size: number) => Array.from({ length: size }, (_, n) => new TextEncoder().encode(`leaf ${n}`));
const nodeAt =
  (leaves: readonly Uint8Array[]): NodeAt =>
  ({ height, index }) =>
    treeHash(leaves.slice(index * 2 ** height, (index + 1) * 2 ** height));
const hashed = (leaves: readonly Uint8Array[], ranges: readonly Range[]) =>
  ranges.map((range) => rangeHash(hasher, range, nodeAt(leaves)) ?? Uint8Array.of());

const sizes = fc.integer({ min: 1, max: 300 });
const within = fc.tuple(sizes, fc.nat()).map(([size, at]) => ({ size, index: at % size }));

describe('a tree', () => {
  test('grown leaf by leaf has the root of RFC 6962, also from the edge in between', () => {
    fc.assert(
      fc.property(within, ({ size, index }) => {
        const leaves = leavesOf(size);
        const before = growFrom(hasher);
        for (const leaf of leaves.slice(0, index)) before.append(hasher.leaf(leaf));
        expect(rootOfEdge(hasher, before.edge())).toEqual(treeHash(leaves.slice(0, index)));
        const after = growFrom(hasher, before.edge());
        for (const leaf of leaves.slice(index)) after.append(hasher.leaf(leaf));
        expect(after.root()).toEqual(treeHash(leaves));
      }),
    );
  });

  test('the known answers of RFC 6962 implementations', () => {
    const known = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const tree = growFrom(hasher);
    for (const leaf of known) tree.append(hasher.leaf(Uint8Array.fromHex(leaf)));
    expect(tree.root().toHex()).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });
});

describe('a proof of inclusion', () => {
  test('is that of RFC 6962 and leads to the root', () => {
    fc.assert(
      fc.property(within, ({ size, index }) => {
        const leaves = leavesOf(size);
        const proof = hashed(leaves, inclusionRanges(index, size));
        expect(proof).toEqual(path(index, leaves));
        const leaf = leaves[index] ?? Uint8Array.of();
        expect(rootOfInclusion(hasher, { index, size, leaf }, proof)).toEqual(treeHash(leaves));
      }),
    );
  });

  test('fits no other leaf, place or path', () => {
    fc.assert(
      fc.property(within, fc.nat(), fc.nat(), ({ size, index }, shift, bit) => {
        const leaves = leavesOf(size);
        const root = treeHash(leaves);
        const proof = path(index, leaves);
        const leaf = leaves[index] ?? Uint8Array.of();
        const other = { size, index, leaf: new TextEncoder().encode('another leaf') };
        expect(rootOfInclusion(hasher, other, proof)).not.toEqual(root);
        const place = (index + 1 + (shift % Math.max(size - 1, 1))) % size;
        if (place !== index) expect(rootOfInclusion(hasher, { size, index: place, leaf }, proof)).not.toEqual(root);
        expect(rootOfInclusion(hasher, { size, index, leaf }, [...proof, root])).toBeUndefined();
        if (proof.length > 0) {
          expect(rootOfInclusion(hasher, { size, index, leaf }, proof.slice(1))).not.toEqual(root);
          expect(rootOfInclusion(hasher, { size, index, leaf }, bent(proof, bit))).not.toEqual(root);
        }
      }),
    );
  });

  test('of a place that does not exist is none', () => {
    for (const [index, size] of [
      [1, 1],
      [-1, 1],
      [0, 0],
      [0.5, 2],
      [Number.NaN, 2],
      [0, 2 ** 60],
    ] as const)
      expect(rootOfInclusion(hasher, { index, size, leaf: Uint8Array.of() }, [])).toBeUndefined();
  });
});

/** One bit of it is another one. */
function bent(proof: readonly Uint8Array[], bit: number): Uint8Array[] {
  return proof.map((hash, n) =>
    n === bit % proof.length ? hash.map((byte, at) => (at === bit % 32 ? byte ^ 1 : byte)) : hash,
  );
}

describe('a proof of consistency', () => {
  const pairs = fc.tuple(sizes, fc.nat()).map(([size, at]) => ({ newer: size, older: (at % size) + 1 }));

  test('is that of RFC 6962 and holds', () => {
    fc.assert(
      fc.property(pairs, ({ older, newer }) => {
        const leaves = leavesOf(newer);
        const proof = hashed(leaves, consistencyRanges(older, newer));
        expect(proof).toEqual(subproof(older, leaves, true));
        const heads = [older, newer].map((size) => ({ size, root: treeHash(leaves.slice(0, size)) }));
        const [a, b] = heads;
        if (a !== undefined && b !== undefined) expect(verifyConsistency(hasher, a, b, proof)).toBe(true);
      }),
    );
  });

  test('does not hold for a tree whose past was changed, nor bent, nor longer or shorter', () => {
    fc.assert(
      fc.property(pairs, fc.nat(), ({ older, newer }, bit) => {
        const leaves = leavesOf(newer);
        const changed = leaves.map((leaf, n) => (n === bit % older ? new TextEncoder().encode('changed') : leaf));
        const a = { size: older, root: treeHash(leaves.slice(0, older)) };
        const b = { size: newer, root: treeHash(leaves) };
        const forked = { size: newer, root: treeHash(changed) };
        const proof = subproof(older, leaves, true);
        expect(verifyConsistency(hasher, a, forked, subproof(older, changed, true))).toBe(false);
        expect(verifyConsistency(hasher, a, forked, proof)).toBe(false);
        expect(verifyConsistency(hasher, a, b, [...proof, a.root])).toBe(false);
        if (proof.length === 0) return;
        expect(verifyConsistency(hasher, a, b, proof.slice(1))).toBe(false);
        expect(verifyConsistency(hasher, a, b, bent(proof, bit))).toBe(false);
      }),
    );
  });

  test('from nothing is empty; backwards there is none', () => {
    const [none, one] = [
      { size: 0, root: hasher.empty },
      { size: 1, root: treeHash(leavesOf(1)) },
    ];
    expect(verifyConsistency(hasher, none, one, [])).toBe(true);
    expect(verifyConsistency(hasher, none, one, [one.root])).toBe(false);
    expect(verifyConsistency(hasher, { ...none, root: one.root }, one, [])).toBe(false);
    expect(verifyConsistency(hasher, one, none, [])).toBe(false);
  });
});
