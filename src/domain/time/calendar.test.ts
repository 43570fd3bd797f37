import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CalendarYear, dayKind, dayName, isCovered, isWorkingDay, makeCalendar } from './calendar.ts';

const folder = `${import.meta.dirname}/../../../data/calendar`;
const years: CalendarYear[] = readdirSync(folder).map((file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
const calendar = makeCalendar(years);
const day = (text: string) => Temporal.PlainDate.from(text);

describe('工作日历', () => {
  test('2004年至2026年各有一份，2027年尚未公布', () => {
    expect([...calendar.years.keys()].sort()).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
    expect(isCovered(calendar, 2026)).toBe(true);
    expect(isCovered(calendar, 2027)).toBe(false);
  });

  test.each(years.map((year) => [year.year, year] as const))(
    '%i年：日期真实、属于本年，调休上班都在周末',
    (number, year) => {
      for (const [text, { working, name }] of Object.entries(year.days)) {
        expect(day(text).toString()).toBe(text);
        expect(day(text).year).toBe(number);
        expect(name).not.toBe('');
        if (working) expect(day(text).dayOfWeek).toBeGreaterThan(5);
      }
    },
  );

  test.each([
    ['2018-01-01', 'holiday', '元旦'],
    ['2020-01-31', 'holiday', '春节'],
    ['2020-02-01', 'holiday', '春节'],
    ['2023-01-03', 'workday', '工作日'],
  ])('各家日历说法不一的日子以通知为准：%s', (text, kind, name) => {
    expect(dayKind(calendar, day(text))).toBe(kind);
    expect(dayName(calendar, day(text))).toBe(name);
  });

  test('2026年工作日放假与调休上班的日子与通知一致', () => {
    const days = Object.keys(calendar.years.get(2026)?.days ?? {});
    const kinds = Map.groupBy(days, (text) => dayKind(calendar, day(text)));
    const weekdayHolidays = kinds.get('holiday')?.filter((text) => day(text).dayOfWeek <= 5);
    expect(weekdayHolidays?.map((text) => text.slice(5)).join(' ')).toBe(
      '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
    );
    expect(kinds.get('makeUpWorkday')?.map((text) => text.slice(5))).toEqual([
      '01-04',
      '02-14',
      '02-28',
      '05-09',
      '09-20',
      '10-10',
    ]);
  });

  test('假期中的周末写明节日，平常周末写周末', () => {
    expect(dayKind(calendar, day('2026-10-03'))).toBe('holiday');
    expect(dayName(calendar, day('2026-10-03'))).toBe('国庆节');
    expect(dayName(calendar, day('2026-10-10'))).toBe('国庆节调休');
    expect(dayKind(calendar, day('2026-11-21'))).toBe('weekend');
    expect(dayName(calendar, day('2026-11-21'))).toBe('周末');
    expect(dayName(calendar, day('2026-11-20'))).toBe('工作日');
  });

  test('没有日历的年份按周一至周五计', () => {
    expect(isWorkingDay(calendar, day('2027-10-01'))).toBe(true);
    expect(isWorkingDay(calendar, day('2027-10-02'))).toBe(false);
  });

  test('同一年给出两份时以后一份为准', () => {
    const corrected = makeCalendar([
      { year: 2027, days: {} },
      { year: 2027, days: { '2027-10-01': { working: false, name: '国庆节' } } },
    ]);
    expect(isWorkingDay(corrected, day('2027-10-01'))).toBe(false);
  });
});
