import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sampleApplication } from '../../../tests/factories/ruleSamples.ts';
import { makeCalendar } from '../time/calendar.ts';
import type { Application } from './application.ts';
import { daysOf, daysTaken, deadlineOf } from './deadline.ts';
import { type State, states } from './steps.ts';

const calendar = makeCalendar([JSON.parse(readFileSync('data/calendar/2026.json', 'utf8'))]);
const on = (date: string) => Temporal.PlainDate.from(date);
const deadline = (given: Partial<Application>, today: string) =>
  deadlineOf({ ...sampleApplication, ...given }, calendar, 20, on(today));

// 2026-11-02 is a Monday; no holiday follows in that year.
const monday = '2026-11-02T02:00:00Z';

describe('受理到决定用了几个工作日', () => {
  const taken = (pauses: Application['pauses']) =>
    daysTaken({ acceptedOn: '2026-11-02', decidedOn: '2026-11-30', pauses }, calendar);
  test.each([
    ['没有补正', [], 20],
    ['补正期间停表', [{ from: '2026-11-06', until: '2026-11-20' }], 10],
    [
      '两次补正',
      [
        { from: '2026-11-06', until: '2026-11-13' },
        { from: '2026-11-20', until: '2026-11-24' },
      ],
      13,
    ],
    ['受理以前的补正不影响', [{ from: '2026-10-20', until: '2026-10-30' }], 20],
  ])('%s', (_, pauses, days) => {
    expect(taken(pauses)).toBe(days);
  });
});

describe('现在走的是哪一个期限', () => {
  test.each([
    ['atInstitution', 'institution', '2026-11-09'],
    ['atConsent', 'consent', '2026-11-09'],
    ['atAuthority', 'acceptance', '2026-11-09'],
    ['supplement', 'supplement', '2026-11-23'],
  ] as const)('%s:%s,到 %s 为止', (state, what, dueOn) => {
    expect(deadline({ state, stateSince: monday }, dueOn)).toEqual({
      what,
      dueOn,
      left: 0,
      provisional: false,
      paused: false,
      late: false,
    });
    const next = on(dueOn).add({ days: 1 }).toString();
    expect(deadline({ state, stateSince: monday }, next)).toMatchObject({ left: -1, late: true });
  });

  const still = (Object.keys(states) as State[]).filter(
    (state) => !['atInstitution', 'atConsent', 'atAuthority', 'supplement', 'accepted'].includes(state),
  );
  test.each(still)('%s:没有期限', (state) => {
    expect(deadline({ state, stateSince: monday, acceptedOn: '2026-11-02' }, '2026-11-03')).toBeUndefined();
  });

  test('起算日是中国的日期:晚上十一点(北京)已经是第二天的,按第二天', () => {
    expect(deadline({ state: 'atInstitution', stateSince: '2026-11-02T15:59:59Z' }, '2026-11-03')?.dueOn).toBe(
      '2026-11-09',
    );
    expect(deadline({ state: 'atInstitution', stateSince: '2026-11-02T16:00:00Z' }, '2026-11-03')?.dueOn).toBe(
      '2026-11-10',
    );
  });

  test('受理的五日从收到材料那天起,不从进入状态起', () => {
    const file = { state: 'atAuthority', stateSince: monday, receivedOn: '2026-11-04' } as const;
    expect(deadline(file, '2026-11-05')).toMatchObject({ dueOn: '2026-11-11', left: 4 });
  });

  test('跨进没有公布的年份:暂定', () => {
    expect(deadline({ state: 'supplement', stateSince: '2026-12-28T02:00:00Z' }, '2026-12-29')).toMatchObject({
      provisional: true,
      dueOn: '2027-01-18',
    });
  });
});

describe('审批期限', () => {
  const accepted = { state: 'accepted', stateSince: monday, acceptedOn: '2026-11-02' } as const;

  test('二十个工作日,最后一天还不算超期', () => {
    expect(deadline(accepted, '2026-11-30')).toEqual({
      what: 'decision',
      dueOn: '2026-11-30',
      left: 0,
      provisional: false,
      paused: false,
      late: false,
    });
    expect(deadline(accepted, '2026-12-01')).toMatchObject({ left: -1, late: true });
  });

  test('期限在周末以后:周末也是超期', () => {
    // Twenty working days after Friday 2026-11-06 end on Friday 2026-12-04; the Saturday counts no day.
    const friday = { ...accepted, acceptedOn: '2026-11-06' };
    expect(deadline(friday, '2026-12-04')).toMatchObject({ left: 0, late: false });
    expect(deadline(friday, '2026-12-05')).toMatchObject({ left: 0, late: true });
  });

  test('受理以后的补正停表:补正期间没有截止日,补齐以后顺延', () => {
    const out = { ...accepted, pauses: [{ from: '2026-11-04', until: null }] };
    expect(deadline(out, '2026-11-20')).toMatchObject({ dueOn: null, paused: true, late: false, left: 18 });
    const back = { ...accepted, pauses: [{ from: '2026-11-04', until: '2026-11-11' }] };
    expect(deadline(back, '2026-11-20')).toMatchObject({ dueOn: '2026-12-07', paused: false });
  });

  test('受理以前的补正不影响;补齐当天受理的也不影响', () => {
    const answered = (until: string) => ({ ...accepted, pauses: [{ from: '2026-10-20', until }] });
    expect(deadline(answered('2026-10-30'), '2026-11-20')).toMatchObject({ dueOn: '2026-11-30', paused: false });
    expect(deadline(answered('2026-11-02'), '2026-11-20')).toMatchObject({ dueOn: '2026-11-30' });
  });

  test('用去的日子超过期限时,停着也是超期', () => {
    const out = { ...accepted, pauses: [{ from: '2026-12-02', until: null }] };
    expect(deadline(out, '2026-12-03')).toMatchObject({ dueOn: null, left: -2, late: true });
    const inTime = { ...accepted, pauses: [{ from: '2026-11-30', until: null }] };
    expect(deadline(inTime, '2026-12-31')).toMatchObject({ dueOn: null, left: 0, late: false });
  });
});

describe('审批期限的每一天', () => {
  const days = (given: Partial<Application>, today: string) =>
    daysOf({ ...sampleApplication, ...given }, calendar, 20, on(today), '岳麓区卫生健康局');

  test('受理之前没有', () => {
    expect(days({ state: 'atAuthority', acceptedOn: null, stateSince: monday }, '2026-11-05')).toEqual([]);
  });

  test('从受理日到今天,每天写明在谁手里;补正期间也在册', () => {
    const pauses = [{ from: '2026-11-03', until: '2026-11-04' }];
    const rows = days({ state: 'accepted', acceptedOn: '2026-11-02', pauses }, '2026-11-05');
    expect(rows.map(({ date, reason, usedDays, holder }) => `${date} ${reason} ${usedDays} ${holder}`)).toEqual([
      '2026-11-02 startDay 0 岳麓区卫生健康局',
      '2026-11-03 counted 1 岳麓区卫生健康局',
      '2026-11-04 supplement 1 岳麓区卫生健康局',
      '2026-11-05 counted 2 岳麓区卫生健康局',
    ]);
  });

  test('到决定那天为止', () => {
    const rows = days({ state: 'approved', acceptedOn: '2026-11-02', decidedOn: '2026-11-04' }, '2026-11-20');
    expect(rows.at(-1)?.date.toString()).toBe('2026-11-04');
  });
});
