import { rangeHash, type Subtree, subtreesOf, type TreeHasher } from './merkle.ts';

/** The right edge of a tree: hashes of its whole subtrees, the largest first. All that appending needs. */
export interface Edge {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

export const emptyEdge: Edge = { size: 0, hashes: [] };

/** A tree that grows leaf by leaf in memory of a few hashes. */
export interface Growing {
  readonly size: number;
  append(leafHash: Uint8Array): void;
  edge(): Edge;
  root(): Uint8Array;
}

/** Goes on from an edge; `made` hears of each subtree that has become whole, the leaf itself first. */
export function growFrom(
  hasher: TreeHasher,
  edge: Edge = emptyEdge,
  made: (subtree: Subtree, hash: Uint8Array) => void = () => undefined,
): Growing {
  const hashes = [...edge.hashes];
  let size = edge.size;
  return {
    get size() {
      return size;
    },
    append(leafHash) {
      let [hash, height, index] = [leafHash, 0, size];
      made({ height, index }, hash);
      while (index % 2 === 1) {
        const left = hashes.pop();
        if (left === undefined) throw new Error('this edge is not one of a tree of its size');
        hash = hasher.node(left, hash);
        height += 1;
        index = (index - 1) / 2;
        made({ height, index }, hash);
      }
      hashes.push(hash);
      size += 1;
    },
    edge: () => ({ size, hashes: [...hashes] }),
    root: () => rootOfEdge(hasher, { size, hashes }),
  };
}

export function rootOfEdge(hasher: TreeHasher, { size, hashes }: Edge): Uint8Array {
  const range = { from: 0, until: size };
  const subtrees = subtreesOf(range);
  const root = rangeHash(
    hasher,
    range,
    (subtree) => hashes[subtrees.findIndex(({ height }) => height === subtree.height)],
  );
  if (root === undefined || subtrees.length !== hashes.length)
    throw new Error('this edge is not one of a tree of its size');
  return root;
}
