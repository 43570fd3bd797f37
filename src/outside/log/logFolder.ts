import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Tile, tilePath, tileWidth } from '../../domain/log/tiles.ts';
import { isAbsent, readIfThere, writeWholeFile, writeWholeFiles } from '../wholeFile.ts';

/** The log as everybody may fetch it, in files that the database cannot touch. */
export interface LogFolder {
  /** The newest signed note, with what witnesses have added; undefined before the first. */
  checkpoint(): Promise<string | undefined>;
  /** Bytes of a tile or bundle; undefined: there is none. */
  tile(tile: Tile): Promise<Uint8Array | undefined>;
  putTiles(tiles: readonly { readonly tile: Tile; readonly bytes: Uint8Array }[]): Promise<void>;
  /** Puts a note in the place of the newest, and keeps it for good. */
  putCheckpoint(note: string, at: string): Promise<void>;
  /** Every note there ever was, the first first. */
  kept(): AsyncGenerator<string>;
}

const filesAtOnce = 16;

export function openLogFolder(folder: string): LogFolder {
  const newest = join(folder, 'checkpoint');
  const keptFile = join(folder, 'kept-checkpoints.jsonl');
  return {
    checkpoint: async () => (await readIfThere(newest))?.toString('utf8'),
    async tile(tile) {
      const exact = await readIfThere(join(folder, tilePath(tile)));
      if (exact !== undefined || tile.width === tileWidth || tile.level === 'entries') return exact;
      // Partial tiles go when the tile is full: its beginning is the same.
      return (await readIfThere(join(folder, tilePath({ ...tile, width: tileWidth }))))?.subarray(0, tile.width * 32);
    },
    async putTiles(tiles) {
      // Together: the disk is waited for once rather than once for each file.
      for (let n = 0; n < tiles.length; n += filesAtOnce)
        await writeWholeFiles(
          tiles.slice(n, n + filesAtOnce).map(({ tile, bytes }) => ({ path: join(folder, tilePath(tile)), bytes })),
        );
      for (const { tile } of tiles) {
        const { width } = tile;
        if (width === tileWidth) await rm(join(folder, `${tilePath(tile)}.p`), { recursive: true, force: true });
      }
    },
    async putCheckpoint(note, at) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Kept first: what has been shown to anybody is among those that are held against the database.
      const kept = await open(keptFile, 'a', 0o600);
      try {
        // A line that a power cut has torn ends here.
        const torn = (await kept.stat()).size > 0 && !(await endsInNewline(keptFile));
        await kept.writeFile(`${torn ? '\n' : ''}${JSON.stringify({ at, note })}\n`);
        await kept.sync();
      } finally {
        await kept.close();
      }
      await writeWholeFile(newest, note);
    },
    async *kept() {
      const file = await open(keptFile, 'r').catch((fault: unknown) => {
        if (isAbsent(fault)) return undefined;
        throw fault;
      });
      if (file === undefined) return;
      for await (const line of createInterface({
        input: createReadStream(keptFile, { fd: file }),
        crlfDelay: Infinity,
      })) {
        const note = noteOfLine(line);
        if (note !== undefined) yield note;
      }
    },
  };
}

/** A line that is not whole was never shown to anybody. */
function noteOfLine(line: string): string | undefined {
  try {
    const { note } = JSON.parse(line) as { note?: unknown };
    return typeof note === 'string' ? note : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function endsInNewline(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() === '\n';
  } finally {
    await file.close();
  }
}
