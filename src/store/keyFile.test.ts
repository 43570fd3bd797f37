import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readOrMakeKeyFile } from './keyFile.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinglin-key-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('readOrMakeKeyFile', () => {
  test('of many that find none at once all get the same one, whole', async () => {
    const file = join(folder, 'secret');
    let made = 0;
    const make = () => {
      made += 1;
      return String(made).padStart(100_000, 'x');
    };
    const contents = await Promise.all(Array.from({ length: 40 }, () => readOrMakeKeyFile(file, make)));
    expect(new Set(contents).size).toBe(1);
    expect(contents[0]).toHaveLength(100_000);
    expect(await readFile(file, 'utf8')).toBe(contents[0]);
    expect(await readdir(folder)).toEqual(['secret']);
  });

  test('what is there already is kept', async () => {
    const file = join(folder, 'secret');
    await readOrMakeKeyFile(file, () => 'first');
    expect(await readOrMakeKeyFile(file, () => 'second')).toBe('first');
  });
});
