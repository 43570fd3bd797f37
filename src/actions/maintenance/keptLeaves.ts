import { type Edge, growFrom } from '../../domain/log/edge.ts';
import { sameHash } from '../../domain/log/merkle.ts';
import { hashBytes, tileAt, tilePath, tileWidth } from '../../domain/log/tiles.ts';
import type { LogFolder } from '../../outside/log/logFolder.ts';
import { treeHasher } from '../../outside/log/sha256.ts';
import type { Disagreement } from './comparison.ts';
import type { SignedHeads } from './signedHeads.ts';

/** Hashes of the leaves as the kept tiles have them, one after the other. */
export interface KeptLeaves {
  /** Fetches the tile of a place, which `at` then reads. Undefined: it is not there; its path is told. */
  load(index: number): Promise<string | undefined>;
  at(index: number): Uint8Array | undefined;
}

export function openKeptLeaves(folder: LogFolder, size: number): KeptLeaves {
  let [first, bytes]: [number, Uint8Array] = [-1, new Uint8Array()];
  return {
    async load(index) {
      const tile = index < size ? tileAt(0, Math.floor(index / tileWidth), size) : undefined;
      if (tile === undefined || (first >= 0 && index >= first && index < first + tileWidth)) return undefined;
      const found = await folder.tile(tile);
      [first, bytes] = [tile.index * tileWidth, found ?? new Uint8Array()];
      return found?.length === tile.width * hashBytes ? undefined : tilePath(tile);
    },
    at(index) {
      const from = (index - first) * hashBytes;
      return first >= 0 && from >= 0 && from < bytes.length ? bytes.subarray(from, from + hashBytes) : undefined;
    },
  };
}

/** Whether the kept tiles, from a place on, lead to the next kept root: then it is the database that was changed. */
export async function keptTilesHold(folder: LogFolder, edge: Edge, heads: SignedHeads): Promise<boolean> {
  const next = heads.kept.above(edge.size);
  if (next === undefined) return false;
  const kept = openKeptLeaves(folder, heads.kept.largest);
  const tree = growFrom(treeHasher, edge);
  while (tree.size < next) {
    await kept.load(tree.size);
    const hash = kept.at(tree.size);
    if (hash === undefined) return false;
    tree.append(hash);
  }
  return sameHash(tree.root(), heads.kept.rootOf(next) ?? new Uint8Array());
}

export function missingTile(path: string): Disagreement {
  return { table: 'log', id: path, problem: '留存的文件缺失或不完整' };
}
