import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DamagedRing, openKeyRing } from './keyRing.ts';

let folder: string;
const at = '2026-03-02T01:00:00Z';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinglin-ring-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('密钥文件', () => {
  test('第一次启动时生成,只有自己可读;再次打开是同一串', async () => {
    const file = join(folder, 'ring');
    const many = await Promise.all(Array.from({ length: 10 }, () => openKeyRing(file, at)));
    expect(new Set(many.map((ring) => ring.current().id)).size).toBe(1);
    expect(new Set(many.map((ring) => ring.indexKey.id)).size).toBe(1);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(many[0]?.current().madeAt).toBe(at);
  });

  test('加一把新的:旧的还能打开,别的程序遇到新编号时认得', async () => {
    const file = join(folder, 'ring');
    const [one, other] = [await openKeyRing(file, at), await openKeyRing(file, at)];
    const before = one.current();
    const added = await one.add?.('2026-04-01T01:00:00Z');
    if (added === undefined) throw new Error('a ring in a file can be added to');
    expect(one.current().id).toBe(added.id);
    expect(one.list().map(({ id }) => id)).toEqual([added.id, before.id]);
    expect(other.find(added.id)?.id).toBe(added.id);
    expect(other.find(before.id)?.id).toBe(before.id);
    expect(other.current().id).toBe(added.id);
    expect(other.indexKey.id).toBe(one.indexKey.id);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('文件被拿走时,正在运行的程序用读过的密钥继续', async () => {
    const file = join(folder, 'ring');
    const ring = await openKeyRing(file, at);
    const { id } = ring.current();
    await rm(file);
    expect(ring.list().map((key) => key.id)).toEqual([id]);
    expect(ring.find('000000000000')).toBeUndefined();
  });

  test('损坏的文件不被当作空的', async () => {
    const file = join(folder, 'ring');
    await openKeyRing(file, at);
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 40));
    await expect(openKeyRing(file, at)).rejects.toThrow(DamagedRing);
    await writeFile(file, '{"index":"00","keys":[]}');
    await expect(openKeyRing(file, at)).rejects.toThrow(DamagedRing);
  });
});
