import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gatherHeads, tagBytes } from './headList.ts';
import { lossText, readLossText } from './loss.ts';
import { readCheckpointText } from './note.ts';

const root = (n: number) => new Uint8Array(32).fill(n % 251);
const tag = (n: number) => new Uint8Array(tagBytes).fill(n % 241);

test('in any order and more than once: found by their sizes, and by their neighbours', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 3000 }), (sizes) => {
      const gathered = gatherHeads();
      for (const size of sizes) gathered.add(size, root(size), tag(size));
      const { heads, torn } = gathered.list();
      const known = [...new Set(sizes)].sort((a, b) => a - b);
      expect([torn, heads.count, heads.largest]).toEqual([undefined, known.length, known.at(-1) ?? 0]);
      for (const size of [0, 1, 2499, 2500, 5001, ...sizes.slice(0, 9)]) {
        expect(heads.rootOf(size)).toEqual(known.includes(size) ? root(size) : undefined);
        expect(heads.tagOf(size)).toEqual(known.includes(size) ? tag(size) : undefined);
        expect(heads.below(size)).toBe(known.findLast((one) => one < size) ?? 0);
        expect(heads.above(size)).toBe(known.find((one) => one > size));
      }
    }),
  );
});

test('one size with two roots is told', () => {
  const gathered = gatherHeads();
  for (const [size, of] of [
    [3, 3],
    [9, 9],
    [5, 5],
    [9, 8],
    [3, 3],
  ] as const)
    gathered.add(size, root(of), tag(of));
  expect(gathered.list().torn).toBe(9);
});

test('the text of a loss says all of it, and is no checkpoint', () => {
  const loss = { origin: 'hunan.example/log', from: 3, until: 303, root: root(7) };
  const text = lossText(loss);
  expect(readLossText(text)).toEqual(loss);
  expect(readCheckpointText(text)).toBeUndefined();
  for (const bent of [
    text.replace('\n3\n', '\n303\n'),
    text.replace('loss', 'gain'),
    `${text}more\n`,
    text.slice(0, -4),
  ])
    expect(readLossText(bent)).toBeUndefined();
});
