import { type Edge, growFrom } from '../../domain/log/edge.ts';
import { type Tile, tileWidth, writeBundle } from '../../domain/log/tiles.ts';
import type { LogFolder } from '../../outside/log/logFolder.ts';
import { treeHasher } from '../../outside/log/sha256.ts';
import { readOpenTiles } from './readOpenTiles.ts';

type Level = Tile['level'];

/** Appends leaves to the kept tiles: full ones are written as they become so, those of the right edge at the end. */
export interface TileWriter {
  readonly size: number;
  append(leaf: Uint8Array): void;
  edge(): Edge;
  root(): Uint8Array;
  /** Writes what is full. */
  flush(): Promise<void>;
  finish(): Promise<void>;
}

/** Goes on where the kept tiles end; undefined when those of the right edge are not there. */
export async function openTileWriter(folder: LogFolder, edge: Edge): Promise<TileWriter | undefined> {
  const open = await readOpenTiles(folder, edge.size);
  if (open === undefined) return undefined;
  let full: { tile: Tile; bytes: Uint8Array }[] = [];
  const changed = new Set<Level>();
  const count = new Map<Level, number>();
  const add = (level: Level, bytes: Uint8Array, place: number) => {
    const parts = open.get(level) ?? [];
    parts.push(bytes);
    open.set(level, parts);
    changed.add(level);
    count.set(level, place + 1);
    if (parts.length < tileWidth) return;
    full.push({ tile: { level, index: Math.floor(place / tileWidth), width: tileWidth }, bytes: joined(level, parts) });
    open.set(level, []);
    changed.delete(level);
  };
  const tree = growFrom(treeHasher, edge, ({ height, index }, hash) => {
    if (height % 8 === 0) add(height / 8, hash, index);
  });
  const flush = async () => {
    const ready = full;
    full = [];
    await folder.putTiles(ready);
  };
  return {
    get size() {
      return tree.size;
    },
    append(leaf) {
      add('entries', leaf, tree.size);
      tree.append(treeHasher.leaf(leaf));
    },
    edge: () => tree.edge(),
    root: () => tree.root(),
    flush,
    async finish() {
      await flush();
      const edges = [...changed].map((level) => {
        const parts = open.get(level) ?? [];
        const index = Math.floor(((count.get(level) ?? 1) - 1) / tileWidth);
        return { tile: { level, index, width: parts.length }, bytes: joined(level, parts) };
      });
      await folder.putTiles(edges);
      changed.clear();
    },
  };
}

function joined(level: Level, parts: readonly Uint8Array[]): Uint8Array {
  return level === 'entries' ? writeBundle(parts) : Buffer.concat(parts);
}
