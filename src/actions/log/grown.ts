import { type Edge, growFrom } from '../../domain/log/edge.ts';
import { treeHasher } from '../../outside/log/sha256.ts';

/** A tree, or the tiles of one, that leaves are added to. */
export interface Grown {
  readonly size: number;
  append(leaf: Uint8Array): void;
  root(): Uint8Array;
}

/** A tree alone, whose leaves have tiles already. */
export function growLeaves(edge: Edge): Grown {
  const tree = growFrom(treeHasher, edge);
  return {
    get size() {
      return tree.size;
    },
    append: (leaf) => tree.append(treeHasher.leaf(leaf)),
    root: () => tree.root(),
  };
}
