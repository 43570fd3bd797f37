import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ObjectStorage } from '../storage.ts';
import { isAbsent, readIfThere, syncFolder, writeWholeFile } from '../wholeFile.ts';

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
    put: async (key, bytes) => writeWholeFile(pathOf(key), bytes),
    get: async (key) => readIfThere(pathOf(key)),
    async remove(key) {
      const path = pathOf(key);
      await rm(path, { force: true });
      await syncFolder(dirname(path)).catch((fault: unknown) => {
        if (!isAbsent(fault)) throw fault;
      });
    },
  };
}
