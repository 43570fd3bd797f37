import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import year2024 from '../../../data/calendar/2024.json' with { type: 'json' };
import year2025 from '../../../data/calendar/2025.json' with { type: 'json' };
import year2026 from '../../../data/calendar/2026.json' with { type: 'json' };
import { isWorkingDay, makeCalendar } from './calendar.ts';
import { addWorkingDays, addWorkingDaysExcept, countWorkingDays } from './workingDays.ts';

const calendar = makeCalendar([year2024, year2025, year2026]);
const day = (text: string) => Temporal.PlainDate.from(text);
const anyDay = fc.integer({ min: 0, max: 1200 }).map((days) => day('2024-01-01').add({ days }));
const anyCount = fc.integer({ min: 1, max: 60 });

describe('工作日的计算', () => {
  test.each([
    ['2024-01-31', '2024-03-04', '跨春节'],
    ['2025-01-20', '2025-02-21', '跨春节'],
    ['2025-09-15', '2025-10-17', '跨国庆中秋'],
    ['2026-02-02', '2026-03-06', '跨春节'],
    ['2026-04-20', '2026-05-20', '跨劳动节'],
    ['2026-09-15', '2026-10-19', '跨国庆'],
  ])('%s 受理，20个工作日到 %s（%s）', (from, until) => {
    expect(addWorkingDays(calendar, day(from), 20)).toEqual({ date: day(until), provisional: false });
    expect(countWorkingDays(calendar, day(from), day(until))).toEqual({ count: 20, provisional: false });
  });

  test('期限跨入未公布日历的2027年为暂定', () => {
    const due = addWorkingDays(calendar, day('2026-12-10'), 20);
    expect(due.date.year).toBe(2027);
    expect(due.provisional).toBe(true);
    expect(countWorkingDays(calendar, day('2026-12-31'), day('2027-01-04')).provisional).toBe(true);
  });

  test('事件当日不计入，零个工作日遇假日顺延', () => {
    expect(addWorkingDays(calendar, day('2026-11-20'), 1).date).toEqual(day('2026-11-23'));
    expect(addWorkingDays(calendar, day('2026-10-01'), 0).date).toEqual(day('2026-10-08'));
    expect(addWorkingDays(calendar, day('2026-11-20'), 0).date).toEqual(day('2026-11-20'));
  });

  test('后一日不晚于前一日时没有工作日', () => {
    expect(countWorkingDays(calendar, day('2026-11-20'), day('2026-11-20'))).toEqual({ count: 0, provisional: false });
    expect(countWorkingDays(calendar, day('2026-11-20'), day('2026-11-01'))).toEqual({ count: 0, provisional: false });
  });

  test('负数或小数不是工作日数', () => {
    expect(() => addWorkingDays(calendar, day('2026-11-20'), -1)).toThrow(RangeError);
    expect(() => addWorkingDays(calendar, day('2026-11-20'), 1.5)).toThrow(RangeError);
  });

  test('除外的日子不计', () => {
    const monday = day('2026-11-23');
    const due = addWorkingDaysExcept(calendar, day('2026-11-20'), 1, (date) => date.equals(monday));
    expect(due.date).toEqual(day('2026-11-24'));
  });

  test('加与数互逆，到期日总是工作日', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (from, count) => {
        const due = addWorkingDays(calendar, from, count);
        expect(isWorkingDay(calendar, due.date)).toBe(true);
        expect(countWorkingDays(calendar, from, due.date)).toEqual({ count, provisional: due.provisional });
      }),
    );
  });

  test('分两段加与一次加相同', () => {
    fc.assert(
      fc.property(anyDay, anyCount, anyCount, (from, first, second) => {
        const halfway = addWorkingDays(calendar, from, first).date;
        expect(addWorkingDays(calendar, halfway, second).date).toEqual(
          addWorkingDays(calendar, from, first + second).date,
        );
      }),
    );
  });
});
