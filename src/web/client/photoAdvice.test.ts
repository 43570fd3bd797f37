import { describe, expect, it } from 'vitest';
import { adviseBackground, adviseFile, adviseRegion } from './photoAdvice.ts';

const spec = { width: 358, height: 441, maxBytes: 5 * 1024 * 1024 };

describe('照片提示', () => {
  it('asks for JPG or PNG and for a smaller file', () => {
    const advice = adviseFile({ type: 'image/heic', size: 9 * 1024 * 1024 }, spec);
    expect(advice.map(({ good }) => good)).toEqual([false, false]);
    expect(advice[1]?.text).toBe('照片有 9.0 MB,请不要超过 5.0 MB');
  });

  it('warns when the cut is smaller than the finished picture', () => {
    expect(adviseRegion({ x: 0, y: 0, width: 358, height: 441 }, spec).good).toBe(true);
    expect(adviseRegion({ x: 0, y: 0, width: 357, height: 440 }, spec).good).toBe(false);
  });

  it('warns of a dark background', () => {
    expect(adviseBackground(new Uint8ClampedArray([250, 250, 250, 255])).good).toBe(true);
    expect(adviseBackground(new Uint8ClampedArray([60, 90, 120, 255])).good).toBe(false);
  });
});
