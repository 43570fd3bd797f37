import { describe, expect, test } from 'vitest';
import { type IssuerKey, isOutlived, keyCounts } from './issuerKey.ts';

const key: IssuerKey = {
  kid: 'k',
  x: '',
  y: '',
  madeAt: '2026-03-01T08:00:00.500Z',
  retiredAt: null,
  revokedAt: null,
};
const counts = (change: Partial<IssuerKey>, at: string) => keyCounts({ ...key, ...change }, Temporal.Instant.from(at));

describe('whether a signature counts', () => {
  test('from the second in which the key was made, without end while it is the current one', () => {
    expect(counts({}, '2026-03-01T08:00:00Z')).toBe(true);
    expect(counts({}, '2036-03-01T08:00:00Z')).toBe(true);
    expect(counts({}, '2026-03-01T07:59:59Z')).toBe(false);
  });

  test('after it was retired only what it had signed before', () => {
    const retiredAt = '2026-06-01T00:00:00Z';
    expect(counts({ retiredAt }, '2026-06-01T00:00:00Z')).toBe(true);
    expect(counts({ retiredAt }, '2026-06-01T00:00:01Z')).toBe(false);
  });

  test('what is dated after it was retired is told from what it never signed for', () => {
    const retiredAt = '2026-06-01T00:00:00Z';
    const outlived = (change: Partial<IssuerKey>, at: string) =>
      isOutlived({ ...key, ...change }, Temporal.Instant.from(at));
    expect(outlived({ retiredAt }, '2026-06-01T00:00:01Z')).toBe(true);
    expect(outlived({ retiredAt }, '2026-06-01T00:00:00Z')).toBe(false);
    expect(outlived({}, '2036-06-01T00:00:00Z')).toBe(false);
    expect(outlived({ retiredAt }, '2026-02-01T00:00:00Z')).toBe(false);
    expect(outlived({ retiredAt, revokedAt: '2026-07-01T00:00:00Z' }, '2026-06-01T00:00:01Z')).toBe(false);
  });

  test('of a key that was lost nothing, however old', () => {
    expect(counts({ revokedAt: '2026-06-01T00:00:00Z' }, '2026-03-02T00:00:00Z')).toBe(false);
  });
});
