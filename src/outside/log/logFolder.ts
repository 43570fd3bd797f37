import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readBundle, type Tile, tilePath, tileWidth, writeBundle } from '../../domain/log/tiles.ts';
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
  /** Every note there ever was, in the order in which they were put. */
  kept(): AsyncGenerator<string>;
  /** Keeps for good what the key of the log has signed about leaves without rows. */
  putLoss(note: string, at: string): Promise<void>;
  losses(): AsyncGenerator<string>;
}

const filesAtOnce = 16;

export function openLogFolder(folder: string): LogFolder {
  const newest = join(folder, 'checkpoint');
  const keptNotes = openNotes(join(folder, 'kept-checkpoints.jsonl'));
  const lossNotes = openNotes(join(folder, 'kept-losses.jsonl'));
  const read = (tile: Tile) => readIfThere(join(folder, tilePath(tile)));
  return {
    checkpoint: async () => (await readIfThere(newest))?.toString('utf8'),
    async tile(tile) {
      const exact = await read(tile);
      if (exact !== undefined || tile.width === tileWidth) return exact;
      // Partial tiles go when the tile is full: its beginning is the same.
      const full = await read({ ...tile, width: tileWidth });
      if (full === undefined || tile.level !== 'entries') return full?.subarray(0, tile.width * 32);
      const entries = readBundle(full);
      return entries === undefined ? undefined : writeBundle(entries.slice(0, tile.width));
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
      await keptNotes.add(note, at);
      await writeWholeFile(newest, note);
    },
    kept: keptNotes.all,
    putLoss: lossNotes.add,
    losses: lossNotes.all,
  };
}

/** Notes in a file that only grows, a line each. */
function openNotes(path: string) {
  return {
    async add(note: string, at: string): Promise<void> {
      const file = await open(path, 'a', 0o600);
      try {
        // A line that a power cut has torn ends here.
        const torn = (await file.stat()).size > 0 && !(await endsInNewline(path));
        await file.writeFile(`${torn ? '\n' : ''}${JSON.stringify({ at, note })}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async *all(): AsyncGenerator<string> {
      const file = await open(path, 'r').catch((fault: unknown) => {
        if (isAbsent(fault)) return undefined;
        throw fault;
      });
      if (file === undefined) return;
      const input = createReadStream(path, { fd: file });
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
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
