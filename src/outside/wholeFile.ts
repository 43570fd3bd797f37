import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Puts bytes in the place of what was there, making folders on the way. A reader sees the old bytes or the new, never a part; the order of
 * the two fsyncs makes that true after a power cut too, and that they are the new ones once this returns.
 */
export function writeWholeFile(path: string, bytes: Uint8Array | string): Promise<void> {
  return writeWholeFiles([{ path, bytes }]);
}

export interface WholeFile {
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

/** Several, each of them whole; for their folders the disk is waited for once. */
export async function writeWholeFiles(files: readonly WholeFile[]): Promise<void> {
  const folders = [...new Set(files.map(({ path }) => dirname(path)))];
  // One after the other: of two in one folder that is not there yet, each would have to wait until it is on disk.
  for (const folder of folders) await makeFolder(folder);
  await Promise.all(files.map(replace));
  await Promise.all(folders.map(syncFolder));
}

async function replace({ path, bytes }: WholeFile): Promise<void> {
  const draft = join(dirname(path), `.${randomUUID()}.part`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await rename(draft, path);
  } catch (fault) {
    await file.close();
    await rm(draft, { force: true });
    throw fault;
  }
}

export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (fault) {
    if (isAbsent(fault)) return undefined;
    throw fault;
  }
}

/** A folder just made is an entry of its parent, which must reach the disk as well. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Names that came or went in a folder reach the disk. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for this; its file system journals the entry itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function isAbsent(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && (fault.code === 'ENOENT' || fault.code === 'ENOTDIR');
}
