import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { limitBytes, SpreadsheetError, spreadsheetLimits } from './spreadsheetError.ts';

/** The parts of a zip file by name, each readable on its own. */
export interface ZipFile {
  has(name: string): boolean;
  /** Unpacked as it is read, never more than `most` bytes, whatever the file says of itself. */
  read(name: string, most?: number): AsyncIterable<Buffer>;
}

interface Entry {
  readonly method: number;
  readonly packedBytes: number;
  readonly offset: number;
}

const endRecord = 0x06054b50;
const directoryRecord = 0x02014b50;
const localHeader = 0x04034b50;

/** Reads the table of contents at the end of the file (APPNOTE.TXT 4.3.12, 4.3.16); zip64 is for files far too large here. */
export async function openZip(path: string): Promise<ZipFile> {
  const file = await open(path, 'r');
  try {
    const entries = await readDirectory(file);
    return { has: (name) => entries.has(name), read: (name, most) => readEntry(path, entries.get(name), most) };
  } catch (error) {
    // A record that ends before its time.
    if (error instanceof RangeError) throw new SpreadsheetError('import.unreadable');
    throw error;
  } finally {
    await file.close();
  }
}

async function readDirectory(file: FileHandle): Promise<Map<string, Entry>> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || tail.readUInt32LE(end) !== endRecord) throw new SpreadsheetError('import.unreadable');
  const count = tail.readUInt16LE(end + 10);
  const bytes = tail.readUInt32LE(end + 12);
  if (count > 10_000 || bytes > 10_000_000) throw new SpreadsheetError('import.tooLarge', { max: '10000个部分' });
  return readEntries(await readAt(file, tail.readUInt32LE(end + 16), bytes), count);
}

function readEntries(directory: Buffer, count: number): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== directoryRecord) throw new SpreadsheetError('import.unreadable');
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    entries.set(directory.toString('utf8', at + 46, nameEnd), {
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function* readEntry(
  path: string,
  entry: Entry | undefined,
  most: number = spreadsheetLimits.bytes,
): AsyncGenerator<Buffer> {
  if (entry === undefined || (entry.method !== 0 && entry.method !== 8))
    throw new SpreadsheetError('import.unreadable');
  if (entry.packedBytes === 0) return;
  const start = await findData(path, entry);
  const packed = createReadStream(path, { start, end: start + entry.packedBytes - 1 });
  try {
    yield* limitBytes(entry.method === 0 ? packed : inflated(packed), most);
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new SpreadsheetError('import.unreadable');
    }
    throw error;
  } finally {
    packed.destroy();
  }
}

function inflated(packed: Readable): AsyncIterable<Buffer> {
  // An error on the way destroys the inflater with it, and so is thrown to whoever reads.
  return pipeline(packed, createInflateRaw({ chunkSize: 64 * 1024 }), () => undefined);
}

/** The data follow a second header, whose length only it knows. */
async function findData(path: string, entry: Entry): Promise<number> {
  const file = await open(path, 'r');
  try {
    const header = await readAt(file, entry.offset, 30);
    if (header.readUInt32LE(0) !== localHeader) throw new SpreadsheetError('import.unreadable');
    return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new SpreadsheetError('import.unreadable');
  return buffer;
}
