import { describe, expect, it } from 'vitest';
import { codeToShow, liveCodeState, liveWindows, readLiveCode } from './liveCode.ts';

const now = 1_772_413_217;

describe('the codes of a phone', () => {
  it('begin on the half minute, follow each other without a gap and last to the end of the five minutes', () => {
    for (const at of [now, now + 13, now + 29, 1_772_413_200]) {
      const windows = liveWindows(at);
      const [first] = windows;
      expect(first?.iat).toBe(at - (at % 30));
      expect(windows.map(({ iat }) => iat)).toEqual(windows.map((_, index) => (first?.iat ?? 0) + index * 30));
      expect(new Set(windows.map(({ iat, exp }) => exp - iat))).toEqual(new Set([60]));
      for (let later = 0; later < 300; later += 1) expect(codeToShow(windows, at + later)).toBeDefined();
      expect(codeToShow(windows, at + 330)).toBeUndefined();
    }
  });

  it('change every half minute: each second has one code, and it counts', () => {
    const windows = liveWindows(now);
    const shown = Array.from({ length: 300 }, (_, second) => codeToShow(windows, now + second));
    for (const [second, code] of shown.entries())
      expect(code && liveCodeState(code, now + second), String(second)).toBe('current');
    expect(new Set(shown).size).toBeGreaterThanOrEqual(10);
  });

  it('count from their first second to before their last', () => {
    const code = { iat: 100, exp: 160 };
    expect([99, 100, 159, 160].map((at) => liveCodeState(code, at))).toEqual([
      'early',
      'current',
      'current',
      'expired',
    ]);
  });
});

describe('a payload', () => {
  const said = { iat: 100, exp: 160, jti: 'j', sub: 's', view: 'patient', name: '张景和', licenceNo: '354' };

  it('is a live code with all its parts', () => {
    expect(readLiveCode(said)).toEqual(said);
    const status = { status_list: { idx: 7, uri: 'https://x/statuslists/1' } };
    expect(readLiveCode({ ...said, status })).toEqual({ ...said, status });
    expect(readLiveCode({ ...said, status: { status_list: { idx: '7' } } })).toEqual(said);
  });

  it.each([
    ['that counts for too long', { exp: 161 }],
    ['that ends before it begins', { exp: 100 }],
    ['without an end', { exp: undefined }],
    ['of a view that is none', { view: 'toString' }],
    ['of no view', { view: undefined }],
    ['of nobody', { sub: undefined }],
    ['without its own mark', { jti: 7 }],
    ['without a name', { name: undefined }],
    ['without a number', { licenceNo: null }],
    ['without a beginning', { iat: '100' }],
  ])('%s is none', (_, wrong) => {
    expect(readLiveCode({ ...said, ...wrong })).toBeUndefined();
  });
});
