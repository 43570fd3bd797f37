import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './leaf.ts';

test('keys stand in the order of their code units, at every depth', () => {
  const value = { b: 1, a_c: [{ z: null, y: '针' }], ab: true, 𠮷: 0, '\uffff': 0, B: undefined };
  expect(canonicalJson(value)).toBe('{"a_c":[{"y":"针","z":null}],"ab":true,"b":1,"𠮷":0,"\uffff":0}');
});

test('two spellings of one value come out alike, and mean what they meant', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, each]) => [key, reversed(each)]),
    );
  };
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(reversed(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { seed: 36962 },
  );
});
