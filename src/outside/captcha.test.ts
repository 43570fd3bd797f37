import { describe, expect, it } from 'vitest';
import { drawPictureCode, randomPictureCode } from './captcha.ts';

describe('picture code', () => {
  it('has four digits without the confusable 0 and 1', () => {
    const codes = Array.from({ length: 200 }, randomPictureCode);
    for (const code of codes) expect(code).toMatch(/^[2-9]{4}$/);
    expect(new Set(codes.join('')).size).toBe(8);
  });

  it('is a drawing without text, script, style or address', () => {
    const svg = drawPictureCode('2345');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*>(<path [^>]*\/>){3}<\/svg>$/);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/text|script|style|href|url|id=|2345/);
  });

  it('is drawn anew each time, and the markup does not tell one digit from another', () => {
    expect(drawPictureCode('7777')).not.toBe(drawPictureCode('7777'));
    // Equal digits share no piece of path: nothing to look up in a table.
    const pieces = [...drawPictureCode('8888').matchAll(/M[^M"]+/g)].map(([piece]) => piece);
    expect(new Set(pieces).size).toBe(pieces.length);
  });

  it('stays inside its frame', () => {
    const svg = Array.from({ length: 50 }, () => drawPictureCode('2948')).join('');
    const ink = [...svg.matchAll(/d="([^"]+)" fill="none" stroke="#0b3d42"/g)].map(([, path]) => path ?? '').join('');
    for (const [, x, y] of ink.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)) {
      expect(Number(x)).toBeGreaterThan(2);
      expect(Number(x)).toBeLessThan(198);
      expect(Number(y)).toBeGreaterThan(2);
      expect(Number(y)).toBeLessThan(70);
    }
  });

  it.each(['', '01', 'AB', '2<3', '222222222'])('refuses %j', (text) => {
    expect(() => drawPictureCode(text)).toThrow(TypeError);
  });
});
