import type { Edge } from '../../domain/log/edge.ts';
import { type NodeAt, type Range, rangeHash, type Subtree, subtreesOf } from '../../domain/log/merkle.ts';
import { nodesOfTiles, tilePath, tilesFor } from '../../domain/log/tiles.ts';
import type { LogFolder } from '../../outside/log/logFolder.ts';
import { treeHasher } from '../../outside/log/sha256.ts';

/** Subtrees of a tree, out of the kept tiles. */
async function nodesFrom(folder: LogFolder, subtrees: readonly Subtree[], size: number): Promise<NodeAt> {
  const fetched = new Map<string, Uint8Array>();
  for (const tile of tilesFor(subtrees, size)) {
    const bytes = await folder.tile(tile);
    if (bytes !== undefined) fetched.set(tilePath(tile), bytes);
  }
  return nodesOfTiles(treeHasher, size, (tile) => fetched.get(tilePath(tile)));
}

/** Hashes of ranges of a tree; undefined where its tiles are not there. */
export async function rangeHashes(
  folder: LogFolder,
  ranges: readonly Range[],
  size: number,
): Promise<Uint8Array[] | undefined> {
  const nodeAt = await nodesFrom(folder, ranges.flatMap(subtreesOf), size);
  const hashes = ranges.map((range) => rangeHash(treeHasher, range, nodeAt));
  return hashes.every((hash) => hash !== undefined) ? hashes : undefined;
}

/** The right edge of the kept tree; undefined where its tiles are not there. */
export async function readEdge(folder: LogFolder, size: number): Promise<Edge | undefined> {
  const subtrees = subtreesOf({ from: 0, until: size });
  const nodeAt = await nodesFrom(folder, subtrees, size);
  const hashes = subtrees.map(nodeAt);
  return hashes.every((hash) => hash !== undefined) ? { size, hashes } : undefined;
}
