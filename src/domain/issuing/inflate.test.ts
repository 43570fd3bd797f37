import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflate } from './inflate.ts';

const contents: Readonly<Record<string, Buffer>> = {
  nothing: Buffer.alloc(0),
  zeros: Buffer.alloc(32_768),
  noise: randomBytes(32_768),
  sparse: Buffer.from(Array.from({ length: 32_768 }, (_, n) => (n % 997 === 0 ? n % 256 : 0))),
  text: Buffer.from('执业注册'.repeat(2000)),
};

test.each(Object.entries(contents))('unpacks %s as it was packed, at every level and strategy', (_name, content) => {
  for (const level of [0, 1, 6, 9])
    for (const strategy of [0, 2, 3, 4]) {
      const packed = deflateSync(content, { level, strategy });
      expect(inflate(packed, content.length)).toEqual(new Uint8Array(content));
    }
});

test('says nothing of anything else: cut off, changed, of another size, or no zlib at all', () => {
  const packed = deflateSync(contents.sparse ?? '');
  expect(inflate(packed, 32_769)).toBeUndefined();
  expect(inflate(packed, 32_767)).toBeUndefined();
  expect(inflate(new Uint8Array(), 0)).toBeUndefined();
  expect(inflate(Buffer.from('no zlib'), 7)).toBeUndefined();
  for (let at = 0; at < packed.length; at += 7) {
    expect(inflate(packed.subarray(0, at), 32_768)).toBeUndefined();
    const changed = Buffer.from(packed);
    changed[at] = (changed[at] ?? 0) ^ 16;
    const unpacked = inflate(changed, 32_768);
    if (unpacked !== undefined) expect(unpacked).toEqual(new Uint8Array(contents.sparse ?? []));
  }
});
