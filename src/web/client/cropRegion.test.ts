import { describe, expect, it } from 'vitest';
import { fractionsOf, moved, regionOf, zoomed } from './cropRegion.ts';

const shape = { width: 358, height: 441 };
const middle = { zoom: 1, x: 0.5, y: 0.5 };

describe('照片裁剪', () => {
  it('takes as much of the picture as fits, in the wanted shape', () => {
    const region = regionOf({ width: 3580, height: 8820 }, shape, middle);
    expect(region).toEqual({ x: 0, y: 2205, width: 3580, height: 4410 });
  });

  it('never leaves the picture', () => {
    const picture = { width: 1000, height: 1000 };
    const crop = moved({ ...middle, zoom: 2 }, picture, shape, 99_999, -99_999);
    const region = regionOf(picture, shape, crop);
    expect(region.x + region.width).toBeCloseTo(1000);
    expect(region.y).toBe(0);
  });

  it('zooms between the whole and four times', () => {
    expect(zoomed(middle, 0.1).zoom).toBe(1);
    expect(zoomed(middle, 100).zoom).toBe(4);
  });

  it('tells the server fractions of the picture', () => {
    const picture = { width: 716, height: 882 };
    expect(fractionsOf(picture, regionOf(picture, shape, { ...middle, zoom: 2 }))).toEqual({
      x: 0.25,
      y: 0.25,
      width: 0.5,
      height: 0.5,
    });
  });
});
