import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openIssuerKeys } from './issuerKeys.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinglin-issuer-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = () => openIssuerKeys(join(folder, 'keys', 'issuer-keys.json'), '2026-03-01T00:00:00Z');

describe('keys of the register', () => {
  test('are made once and found again', async () => {
    const [made, again] = [await open(), await open()];
    expect(again.current().kid).toBe(made.current().kid);
    expect(made.list()).toHaveLength(1);
  });

  test('a rotation is met by another program at its next use; the old key stays known', async () => {
    const [one, other] = [await open(), await open()];
    const old = one.current().kid;
    const { kid } = await one.rotate('2026-06-01T00:00:00Z');
    expect(other.current().kid).toBe(kid);
    expect(other.find(old)).toMatchObject({ retiredAt: '2026-06-01T00:00:00Z', revokedAt: null });
  });

  test('a key in retirement leaves nothing behind that signs', async () => {
    const keys = await open();
    const first = keys.current().kid;
    await keys.rotate('2026-06-01T00:00:00Z');
    await keys.rotate('2026-09-01T00:00:00Z');
    const stored: { kid: string; d: string | null; retiredAt: string | null }[] = JSON.parse(
      await readFile(join(folder, 'keys', 'issuer-keys.json'), 'utf8'),
    );
    expect(stored.map(({ d, retiredAt }) => [d === null, retiredAt])).toEqual([
      [false, null],
      [true, '2026-09-01T00:00:00Z'],
      [true, '2026-06-01T00:00:00Z'],
    ]);
    // The next start, another program: both go on.
    expect((await open()).find(first)?.retiredAt).toBe('2026-06-01T00:00:00Z');
    expect((await open()).current().kid).toBe(keys.current().kid);
  });

  test('a lost key is replaced at once and cannot sign again', async () => {
    const keys = await open();
    const lost = keys.current().kid;
    expect(await keys.revoke(lost, '2026-06-01T00:00:00Z')).toMatchObject({
      kid: lost,
      revokedAt: '2026-06-01T00:00:00Z',
    });
    expect(keys.current().kid).not.toBe(lost);
    const stored = JSON.parse(await readFile(join(folder, 'keys', 'issuer-keys.json'), 'utf8'));
    expect(stored.find(({ kid }: { kid: string }) => kid === lost).d).toBeNull();
    expect(await keys.revoke('nobody', '2026-06-01T00:00:00Z')).toBeUndefined();
  });

  test('what is published holds no private part', async () => {
    const keys = await open();
    expect(Object.keys(keys.list()[0] ?? {})).not.toContain('d');
  });
});
