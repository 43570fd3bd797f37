import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskMiddle } from './mask.ts';

test('遮盖后长度不变，至少遮住四个字符', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(6), fc.nat(6), (text, head, tail) => {
      const masked = [...maskMiddle(text, head, tail)];
      expect(masked).toHaveLength([...text].length);
      expect(masked.filter((character) => character === '*').length).toBeGreaterThanOrEqual(Math.min(4, masked.length));
    }),
  );
});

test('短号码少露几位', () => {
  expect(maskMiddle('12345678', 3, 4)).toBe('12****78');
  expect(maskMiddle('123', 3, 4)).toBe('***');
  expect(maskMiddle('', 3, 4)).toBe('');
  expect(maskMiddle('12345', 3, 4)).toBe('****5');
  expect(maskMiddle('123456', 3, 0)).toBe('12****');
  expect(maskMiddle('123456789', 3, 0)).toBe('123******');
  expect(maskMiddle('1234567', 1, 4)).toBe('1****67');
  expect(maskMiddle('1234567', 0, 4)).toBe('****567');
});
