import { describe, expect, test } from 'vitest';
import { chinaDate, formatDate, formatDateTime, sameDayYearsLater } from './dates.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const moment = (text: string) => Temporal.Instant.from(text);

describe('日期', () => {
  test('以北京时间零点换日', () => {
    expect(chinaDate(moment('2026-11-21T15:59:59Z'))).toEqual(day('2026-11-21'));
    expect(chinaDate(moment('2026-11-21T16:00:00Z'))).toEqual(day('2026-11-22'));
  });

  test('日期写作2026年10月19日', () => {
    expect(formatDate(day('2026-10-19'))).toBe('2026年10月19日');
    expect(formatDate(day('2026-01-05'))).toBe('2026年1月5日');
  });

  test('今年的时刻不写年，往年的写年', () => {
    const noticed = moment('2026-11-18T01:12:59Z');
    expect(formatDateTime(noticed, day('2026-11-22'))).toBe('11月18日 09:12');
    expect(formatDateTime(noticed, day('2027-01-01'))).toBe('2026年11月18日 09:12');
  });

  test('备案满两年为两年后的同一天，没有该日的为月末', () => {
    expect(sameDayYearsLater(day('2024-11-22'), 2)).toEqual(day('2026-11-22'));
    expect(sameDayYearsLater(day('2024-02-29'), 2)).toEqual(day('2026-02-28'));
    expect(sameDayYearsLater(day('2024-02-29'), 4)).toEqual(day('2028-02-29'));
  });
});
