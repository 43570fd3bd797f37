import { type Edge, growFrom } from '../../domain/log/edge.ts';
import { hashesOfLevel, readBundle, type Tile, tileAt, tileWidth, writeBundle } from '../../domain/log/tiles.ts';
import type { LogFolder } from '../../outside/log/logFolder.ts';
import { treeHasher } from '../../outside/log/sha256.ts';

type Level = Tile['level'];

/** Appends leaves to the kept tiles: full ones are written as they become so, those of the right edge at the end. */
export interface TileWriter {
  readonly size: number;
  append(leaf: Uint8Array): void;
  root(): Uint8Array;
  /** Writes what is full. */
  flush(): Promise<void>;
  finish(): Promise<void>;
}

/** Goes on where the kept tiles end; undefined when those of the right edge are not there. */
export async function openTileWriter(folder: LogFolder, edge: Edge): Promise<TileWriter | undefined> {
  const open = await readOpen(folder, edge.size);
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

/** What stands in the tiles of the right edge. */
async function readOpen(folder: LogFolder, size: number): Promise<Map<Level, Uint8Array[]> | undefined> {
  const open = new Map<Level, Uint8Array[]>();
  for (let level = 0; hashesOfLevel(level, size) > 0; level += 1) {
    const tile = tileAt(level, Math.floor(hashesOfLevel(level, size) / tileWidth), size);
    if (tile === undefined) continue;
    const bytes = await folder.tile(tile);
    if (bytes?.length !== tile.width * 32) return undefined;
    open.set(
      level,
      Array.from({ length: tile.width }, (_, n) => bytes.subarray(n * 32, n * 32 + 32)),
    );
    const bundle = level === 0 ? await folder.tile({ ...tile, level: 'entries' }) : undefined;
    const entries = bundle === undefined ? undefined : readBundle(bundle);
    if (level === 0 && entries?.length !== tile.width) return undefined;
    if (entries !== undefined) open.set('entries', entries);
  }
  return open;
}
