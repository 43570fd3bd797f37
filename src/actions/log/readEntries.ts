import { readBundle, tileAt, tileWidth } from '../../domain/log/tiles.ts';
import type { LogFolder } from '../../outside/log/logFolder.ts';

/** Leaves of the kept log from a place on. */
export async function readEntries(folder: LogFolder, from: number, size: number): Promise<Uint8Array[]> {
  const entries: Uint8Array[] = [];
  for (let index = Math.floor(from / tileWidth); index * tileWidth < size; index += 1) {
    const tile = tileAt(0, index, size);
    const bundle = tile === undefined ? undefined : await folder.tile({ ...tile, level: 'entries' });
    entries.push(...(readBundle(bundle ?? new Uint8Array()) ?? []));
  }
  return entries.slice(from % tileWidth);
}
