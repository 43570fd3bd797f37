import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import year2025 from '../../../data/calendar/2025.json' with { type: 'json' };
import year2026 from '../../../data/calendar/2026.json' with { type: 'json' };
import { makeCalendar } from './calendar.ts';
import { type ClockInput, clock, dayLedger } from './dayLedger.ts';
import { addWorkingDays } from './workingDays.ts';

const calendar = makeCalendar([year2025, year2026]);
const day = (text: string) => Temporal.PlainDate.from(text);
const accepted = (changes: Partial<ClockInput> = {}): ClockInput => ({
  startedOn: day('2026-09-15'),
  pauses: [],
  holders: [],
  endedOn: null,
  limit: 20,
  ...changes,
});
/** The matcher toMatchObject takes any two Temporal values for equal, so the due date is compared as text. */
const read = (input: ClockInput, today: string) => {
  const reading = clock(calendar, input, day(today));
  return { ...reading, dueOn: reading.dueOn?.toString() ?? null };
};
const answered = accepted({ pauses: [{ from: day('2026-09-22'), until: day('2026-09-28') }] });

describe('审批期限日台账', () => {
  test('国庆前后逐日写明计与不计及原因', () => {
    const rows = dayLedger(calendar, accepted(), day('2026-10-12'));
    const names = Object.fromEntries(rows.map((row) => [row.date.toString().slice(5), `${row.name} ${row.usedDays}`]));
    expect(names).toMatchObject({
      '09-15': '起算日 0',
      '09-16': '工作日 1',
      '09-19': '周末 3',
      '09-20': '国庆节调休 4',
      '09-25': '中秋节 8',
      '10-01': '国庆节 11',
      '10-03': '国庆节 11',
      '10-10': '国庆节调休 14',
      '10-12': '工作日 15',
    });
    expect(rows.find((row) => row.reason === 'makeUpWorkday')?.counted).toBe(true);
  });

  test('没有补正时20个工作日到2026年10月19日，到期当日剩余为零', () => {
    const reading = read(accepted(), '2026-10-19');
    expect(reading).toEqual({ used: 20, left: 0, dueOn: '2026-10-19', provisional: false, paused: false });
  });

  test('逾期的天数记为负数', () => {
    expect(read(accepted(), '2026-10-21').left).toBe(-2);
  });

  test('补正发出的次日起不计，收到补正当日仍不计', () => {
    const rows = dayLedger(calendar, answered, day('2026-09-29'));
    const reasons = Object.fromEntries(rows.map((row) => [row.date.toString().slice(5), row.reason]));
    expect(reasons).toMatchObject({
      '09-22': 'counted',
      '09-23': 'supplement',
      '09-28': 'supplement',
      '09-29': 'counted',
    });
  });

  test('补正期间的节日也写补正期间', () => {
    const row = dayLedger(calendar, answered, day('2026-09-29')).find(({ date }) => date.equals(day('2026-09-25')));
    expect(row).toMatchObject({ reason: 'supplement', name: '补正期间', counted: false });
  });

  test('补正未收到时没有到期日，收到后到期日顺延', () => {
    const out = accepted({ pauses: [{ from: day('2026-09-22'), until: null }] });
    expect(read(out, '2026-09-24')).toEqual({
      used: 6,
      left: 14,
      dueOn: null,
      provisional: false,
      paused: true,
    });
    // 23, 24 and 28 September are the working days the supplement took.
    expect(read(answered, '2026-09-28')).toMatchObject({ dueOn: '2026-10-22', paused: false });
  });

  test('回看补正期间中的某一天，期限仍显示为暂停', () => {
    expect(read(answered, '2026-09-24')).toMatchObject({ dueOn: null, paused: true });
    expect(read(answered, '2026-09-21')).toMatchObject({ dueOn: '2026-10-19', paused: false });
  });

  test('办结后不再计日；补正期间撤回的没有到期日也不再是暂停', () => {
    const decided = accepted({ endedOn: day('2026-09-18') });
    expect(dayLedger(calendar, decided, day('2026-11-22')).at(-1)?.date).toEqual(day('2026-09-18'));
    expect(read(decided, '2026-11-22').used).toBe(3);
    const withdrawn = accepted({ pauses: [{ from: day('2026-09-17'), until: null }], endedOn: day('2026-09-18') });
    expect(read(withdrawn, '2026-11-22')).toMatchObject({ used: 2, dueOn: null, paused: false });
  });

  test('写明每一天由谁持有，次序不拘', () => {
    const holders = [
      { from: day('2026-09-17'), holder: '审批人' },
      { from: day('2026-09-16'), holder: '经办人' },
    ];
    const rows = dayLedger(calendar, accepted({ holders }), day('2026-09-18'));
    expect(rows.map((row) => row.holder)).toEqual(['', '经办人', '审批人', '审批人']);
  });

  test('期限未开始时台账为空', () => {
    expect(dayLedger(calendar, accepted(), day('2026-09-14'))).toEqual([]);
    expect(read(accepted(), '2026-09-14')).toMatchObject({ used: 0, left: 20 });
  });

  test('期限跨入2027年为暂定', () => {
    expect(read(accepted({ startedOn: day('2026-12-10') }), '2026-12-11').provisional).toBe(true);
    const overdue = accepted({ startedOn: day('2026-12-01'), limit: 5 });
    expect(read(overdue, '2026-12-20').provisional).toBe(false);
    expect(read(overdue, '2027-01-04').provisional).toBe(true);
  });
});

describe('台账恒等式', () => {
  const start = day('2025-06-01');
  const anyPause = fc
    .tuple(fc.integer({ min: 0, max: 80 }), fc.option(fc.integer({ min: 0, max: 30 }), { freq: 4 }))
    .map(([from, length]) => ({
      from: start.add({ days: from }),
      until: length === null ? null : start.add({ days: from + length }),
    }));
  const anyClock = fc.record({
    startedOn: fc.integer({ min: 0, max: 60 }).map((days) => start.add({ days })),
    pauses: fc.array(anyPause, { maxLength: 3 }),
    holders: fc.constant([]),
    endedOn: fc.option(fc.integer({ min: 60, max: 160 }).map((days) => start.add({ days }))),
    limit: fc.integer({ min: 1, max: 30 }),
  });
  const anyToday = fc.integer({ min: 60, max: 200 }).map((days) => start.add({ days }));

  test('每一天恰好一行，计入的行数等于已用天数', () => {
    fc.assert(
      fc.property(anyClock, anyToday, (input, today) => {
        const rows = dayLedger(calendar, input, today);
        const last =
          input.endedOn !== null && Temporal.PlainDate.compare(input.endedOn, today) < 0 ? input.endedOn : today;
        expect(rows).toHaveLength(input.startedOn.until(last).days + 1);
        rows.forEach((row, index) => {
          expect(row.date).toEqual(input.startedOn.add({ days: index }));
        });
        const counted = rows.filter((row) => row.counted).length;
        expect(rows.at(-1)?.usedDays).toBe(counted);
        expect(clock(calendar, input, today)).toMatchObject({ used: counted, left: input.limit - counted });
      }),
    );
  });

  test('到期日就是台账用满期限的那一天', () => {
    fc.assert(
      fc.property(anyClock, anyToday, (input, today) => {
        const open = { ...input, endedOn: null };
        const { dueOn } = clock(calendar, open, today);
        fc.pre(dueOn !== null && Temporal.PlainDate.compare(dueOn, today) <= 0);
        const full = dayLedger(calendar, open, today).find((row) => row.usedDays === input.limit);
        expect(full?.date).toEqual(dueOn);
      }),
    );
  });

  test('没有补正时到期日等于起算日加期限', () => {
    fc.assert(
      fc.property(anyClock, anyToday, (input, today) => {
        const due = addWorkingDays(calendar, input.startedOn, input.limit);
        expect(clock(calendar, { ...input, pauses: [] }, today).dueOn).toEqual(due.date);
      }),
    );
  });
});
