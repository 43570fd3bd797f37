import { describe, expect, test } from 'vitest';
import { photoFindings, photoTarget } from './photoSpec.ts';

const good = { width: photoTarget.width, height: photoTarget.height, bytes: 28_000, format: 'jpeg' };

describe('照片', () => {
  test('证件照尺寸、一寸、二寸都没有问题', () => {
    for (const [width, height] of [
      [358, 441],
      [295, 413],
      [413, 579],
      [3580, 4410],
    ] as const) {
      expect(photoFindings({ ...good, width, height })).toEqual({ refusals: [], warnings: [] });
    }
  });

  test('比例不对的收下，提醒将裁剪', () => {
    expect(photoFindings({ ...good, width: 4000, height: 3000 })).toEqual({
      refusals: [],
      warnings: ['photo.proportions'],
    });
  });

  test('所有问题一次说完', () => {
    const wide = { width: 200_000, height: 240, bytes: 6_000_000, format: 'gif' };
    expect(photoFindings(wide)).toEqual({
      refusals: ['photo.format', 'photo.tooHeavy', 'photo.tooSmall', 'photo.tooManyPixels'],
      warnings: ['photo.proportions'],
    });
  });

  test('读不出尺寸的按太小退回', () => {
    expect(photoFindings({ ...good, width: Number.NaN }).refusals).toEqual(['photo.tooSmall']);
  });
});
