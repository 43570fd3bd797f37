import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ObjectStorage } from '../storage.ts';

/** Segments begin with a letter or digit, so `..`, hidden files and our own drafts cannot be named. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,7}$/;

/**
 * Local storage in one folder, for one machine. The content type is not kept: whoever reads knows what he stored.
 * Keys are `segment/segment/…` of letters, digits, `.`, `_`, `-`; anything else is refused with a TypeError.
 */
export function openFolderStorage(folder: string): ObjectStorage {
  const pathOf = (key: string): string => {
    if (!KEY.test(key)) throw new TypeError('not a storage key');
    return join(folder, ...key.split('/'));
  };
  return {
    async put(key, bytes) {
      await writeDurably(pathOf(key), bytes);
    },
    async get(key) {
      try {
        return await readFile(pathOf(key));
      } catch (fault) {
        if (isAbsent(fault)) return undefined;
        throw fault;
      }
    },
    async remove(key) {
      const path = pathOf(key);
      await rm(path, { force: true });
      await syncFolder(dirname(path)).catch((fault: unknown) => {
        if (!isAbsent(fault)) throw fault;
      });
    },
  };
}

/** A reader sees the old bytes or the new, never a part; the order of the two fsyncs makes that true after a power cut too. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
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
  await syncFolder(dirname(path));
}

/** A folder just made is an entry of its parent, which must reach the disk as well. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for this; its file system journals the entry itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isAbsent(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && (fault.code === 'ENOENT' || fault.code === 'ENOTDIR');
}
