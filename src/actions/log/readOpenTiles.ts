import { hashesOfLevel, readBundle, type Tile, tileAt, tileWidth } from '../../domain/log/tiles.ts';
import type { LogFolder } from '../../outside/log/logFolder.ts';

type Level = Tile['level'];

/** What stands in the tiles of the right edge. */
export async function readOpenTiles(folder: LogFolder, size: number): Promise<Map<Level, Uint8Array[]> | undefined> {
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
