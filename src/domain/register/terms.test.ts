import { describe, expect, test } from 'vitest';
import { inactiveTerm, isTwoYearsInactive, lastDayToReactivate } from './terms.ts';

test('备案状态的说到哪天可以取消,别的不说', () => {
  const words = '2026年3月2日备案,最晚2028年3月2日(含当日)可以取消备案,逾期依法注销。';
  expect(inactiveTerm({ status: 'inactive', inactiveSince: '2026-03-02' })).toBe(words);
  // Its day stays in the entry when it ends.
  expect(inactiveTerm({ status: 'deregistered', inactiveSince: '2026-03-02' })).toBeUndefined();
  expect(inactiveTerm({ status: 'practising', inactiveSince: null })).toBeUndefined();
});

describe('备案满二年', () => {
  test.each([
    ['2024-02-28', '2026-02-28'],
    // 民法典202: where the month has no such day, its last day.
    ['2024-02-29', '2026-02-28'],
    ['2024-03-01', '2026-03-01'],
    ['2024-12-31', '2026-12-31'],
    ['2026-06-15', '2028-06-15'],
  ])('备案于 %s:%s 当日仍可取消,次日起不能', (since, last) => {
    expect(lastDayToReactivate(since)).toBe(last);
    const next = Temporal.PlainDate.from(last).add({ days: 1 }).toString();
    const before = Temporal.PlainDate.from(last).subtract({ days: 1 }).toString();
    expect([before, last, next].map((day) => isTwoYearsInactive(since, day))).toEqual([false, false, true]);
  });
});
