import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ObjectStorage } from '../storage.ts';
import { openFolderStorage } from './folder.ts';

const bytes = (text: string) => Buffer.from(text);
let folder: string;
let storage: ObjectStorage;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-'));
  storage = openFolderStorage(join(folder, 'files'));
});

describe('folder storage', () => {
  it('keeps, replaces and removes bytes', async () => {
    await storage.put('photos/ab/1.jpg', bytes('one'), 'image/jpeg');
    await storage.put('photos/ab/1.jpg', bytes('two'), 'image/jpeg');
    expect(Buffer.from((await storage.get('photos/ab/1.jpg')) ?? []).toString()).toBe('two');
    await storage.remove('photos/ab/1.jpg');
    expect(await storage.get('photos/ab/1.jpg')).toBeUndefined();
    await storage.remove('photos/ab/1.jpg');
    await storage.remove('never/there');
  });

  it('leaves no drafts behind, also when writing fails', async () => {
    await storage.put('a/b', bytes('x'), 'text/plain');
    await expect(storage.put('a', bytes('x'), 'text/plain')).rejects.toThrow();
    expect(await readdir(join(folder, 'files'))).toEqual(['a']);
    expect(await readdir(join(folder, 'files', 'a'))).toEqual(['b']);
    expect(await storage.get('a/b/c')).toBeUndefined();
  });

  it('survives many writers of one key', async () => {
    const writers = Array.from({ length: 20 }, (_, index) =>
      storage.put('k', bytes(String(index).repeat(999)), 'text/plain'),
    );
    await Promise.all(writers);
    const kept = Buffer.from((await storage.get('k')) ?? []).toString();
    expect(kept).toMatch(/^(\d+?)\1{998}$/);
    expect(await readdir(join(folder, 'files'))).toEqual(['k']);
  });

  it.each(['', '/a', 'a/', 'a//b', '..', '../a', 'a/../b', 'a/./b', '.a', 'a\\b', 'a\0', 'C:a', 'é', 'a'.repeat(101)])(
    'refuses the key %j',
    async (key) => {
      await expect(storage.put(key, bytes('x'), 'text/plain')).rejects.toThrow(TypeError);
      await expect(storage.get(key)).rejects.toThrow(TypeError);
      await expect(storage.remove(key)).rejects.toThrow(TypeError);
      expect(await readdir(folder)).toEqual([]);
    },
  );
});
