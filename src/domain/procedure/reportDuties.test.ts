import { describe, expect, test } from 'vitest';
import { dutyRefused, leftWords, remindersDue, reportDueOn } from './reportDuties.ts';

describe('机构报告的三十日', () => {
  test('从知悉之日起三十日', () => {
    expect(reportDueOn('2026-10-24')).toBe('2026-11-23');
    expect(reportDueOn('2027-01-31')).toBe('2027-03-02');
  });

  test.each([
    ['2026-11-12', 0, '还剩11天'],
    ['2026-11-13', 1, '还剩10天'],
    ['2026-11-19', 1, '还剩4天'],
    ['2026-11-20', 2, '还剩3天'],
    ['2026-11-22', 2, '还剩1天'],
    ['2026-11-23', 2, '今天到期'],
    ['2026-11-24', 3, '已超期1天'],
    ['2027-01-23', 3, '已超期61天'],
  ])('%s:应已提醒 %i 次,%s', (today, reminders, words) => {
    expect(remindersDue('2026-11-23', today)).toBe(reminders);
    expect(leftWords('2026-11-23', today)).toBe(words);
  });
});

describe('登记待报告事项', () => {
  const codes = (knownOn: string, note = '') =>
    dutyRefused(knownOn, note, '2026-11-23').map(({ code, field }) => `${field} ${code}`);

  test.each([
    ['2026-11-23', []],
    ['2026年11月2日', []],
    ['', ['dutyKnownOn field.required']],
    ['2026-11-31', ['dutyKnownOn date.impossible']],
    ['昨天', ['dutyKnownOn date.format']],
    ['2026-11-24', ['dutyKnownOn date.future']],
  ])('知悉日期“%s”', (knownOn, expected) => {
    expect(codes(knownOn)).toEqual(expected);
  });

  test('说的是知悉日期', () => {
    for (const knownOn of ['', '昨天', '2026-11-24'])
      expect(dutyRefused(knownOn, '', '2026-11-23')).toMatchObject([{ parameters: { label: '知悉日期' } }]);
  });

  test('备注最多两百个字,连同日期的问题一次说完', () => {
    expect(codes('2026-11-23', '𠮷'.repeat(200))).toEqual([]);
    expect(codes('', '调'.repeat(201))).toEqual(['dutyKnownOn field.required', 'dutyNote field.tooLong']);
    expect(dutyRefused('2026-11-24', '调'.repeat(201), '2026-11-23')).toMatchObject([
      { parameters: { label: '知悉日期' } },
      { parameters: { label: '备注', max: '200' } },
    ]);
  });
});
