import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleRegistered } from '../../../tests/factories/ruleSamples.ts';
import { type Entry, evolveEntry } from './entry.ts';
import type { RegisterEvent } from './events.ts';
import { entryAsOf, practiceDays, practiceWords, validStretches } from './history.ts';

const { entryId } = sampleRegistered;
const registered: RegisterEvent = { ...sampleRegistered, on: '2026-01-01', photoId: null };
const day = (days: number) => Temporal.PlainDate.from('2026-01-01').add({ days }).toString();

describe('某日的登记情况', () => {
  test('注册前没有,注册当天有效,备案当天起备案', () => {
    const events: RegisterEvent[] = [registered, { type: 'madeInactive', entryId, on: '2026-03-01', reason: '退休' }];
    expect(entryAsOf(events, '2025-12-31')).toBeUndefined();
    expect(entryAsOf(events, '2026-01-01')?.status).toBe('practising');
    expect(entryAsOf(events, '2026-02-28')?.status).toBe('practising');
    expect(entryAsOf(events, '2026-03-01')).toMatchObject({ status: 'inactive', inactiveSince: '2026-03-01' });
  });
});

describe('累计执业时间', () => {
  test('首尾都算:注册当天为第一天', () => {
    expect(practiceDays([[registered]], '2026-01-01')).toBe(1);
    expect(practiceDays([[registered]], '2026-12-31')).toBe(365);
    expect(practiceDays([[registered]], '2025-12-31')).toBe(0);
  });

  test('备案、暂停、终止的日子不算', () => {
    const events: RegisterEvent[] = [
      registered,
      { type: 'madeInactive', entryId, on: day(10), reason: '退休' },
      { type: 'reactivated', entryId, on: day(20) },
      { type: 'suspended', entryId, on: day(30), from: day(30), until: day(39) },
      { type: 'suspensionEnded', entryId, on: day(40) },
      { type: 'deregistered', entryId, on: day(50), reason: '其他' },
    ];
    expect(validStretches(events, day(100))).toEqual([
      { from: day(0), until: day(9) },
      { from: day(20), until: day(29) },
      { from: day(40), until: day(49) },
    ]);
    expect(practiceDays([events], day(100))).toBe(30);
  });

  test('暂停期满自动恢复计算,不等登记', () => {
    const events: RegisterEvent[] = [
      registered,
      { type: 'suspended', entryId, on: day(10), from: day(10), until: day(19) },
    ];
    expect(practiceDays([events], day(15))).toBe(10);
    expect(practiceDays([events], day(24))).toBe(15);
  });

  test('两条执业信息同一天只算一天', () => {
    const other = [{ ...registered, entryId: 'entry-2', on: day(5) }];
    expect(practiceDays([[registered], other], day(9))).toBe(10);
  });

  test('写作几年几天', () => {
    expect(practiceWords(0)).toBe('0天');
    expect(practiceWords(364)).toBe('364天');
    expect(practiceWords(5 * 365 + 3)).toBe('5年3天');
  });
});

/** A life of an entry: what can follow what, on days that do not go back. */
const life = fc
  .array(fc.record({ gap: fc.integer({ min: 0, max: 400 }), choice: fc.nat() }), { maxLength: 12 })
  .map((moves) => {
    const events: RegisterEvent[] = [registered];
    let entry: Entry = evolveEntry(undefined, registered);
    let at = 0;
    for (const { gap, choice } of moves) {
      at += gap;
      const on = day(at);
      const over: RegisterEvent = { type: 'suspensionEnded', entryId, on };
      const ends: RegisterEvent[] = [
        { type: 'deregistered', entryId, on, reason: '其他' },
        { type: 'revoked', entryId, on, reason: '其他' },
      ];
      const next: Readonly<Record<Entry['status'], readonly RegisterEvent[]>> = {
        practising: [
          { type: 'madeInactive', entryId, on, reason: '退休' },
          { type: 'suspended', entryId, on, from: on, until: day(at + 90) },
          { type: 'licenceClaimed', entryId, on },
          ...ends,
        ],
        inactive: [{ type: 'reactivated', entryId, on }, ...ends],
        suspended: on > (entry.suspendedUntil ?? on) ? [over] : ends,
        deregistered: [],
        revoked: [],
        annulled: [],
      };
      const all = next[entry.status];
      const event = all[choice % Math.max(all.length, 1)];
      if (event === undefined) break;
      events.push(event);
      entry = evolveEntry(entry, event);
    }
    return { events, entry, last: day(at) };
  });

describe('性质', () => {
  test('到最后一个事件那天,与逐个事件推算的相同', () => {
    fc.assert(
      fc.property(life, ({ events, entry, last }) => {
        expect(entryAsOf(events, last)).toEqual(entry);
      }),
    );
  });

  test('任何一天的情况只取决于当天及以前的事件', () => {
    fc.assert(
      fc.property(life, fc.nat({ max: 4000 }), ({ events }, days) => {
        const known = events.filter(({ on }) => on <= day(days));
        expect(entryAsOf(known, day(days))).toEqual(entryAsOf(events, day(days)));
      }),
    );
  });

  test('累计时间不为负,不超过日历天数,一天最多多一天', () => {
    fc.assert(
      fc.property(life, fc.nat({ max: 4000 }), ({ events }, days) => {
        const [now, tomorrow] = [practiceDays([events], day(days)), practiceDays([events], day(days + 1))];
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(days + 1);
        expect([0, 1]).toContain(tomorrow - now);
      }),
    );
  });

  test('与逐日判断的结果相同', () => {
    fc.assert(
      fc.property(life, fc.nat({ max: 600 }), ({ events }, days) => {
        const valid = Array.from({ length: days + 1 }, (_, index) => {
          const entry = entryAsOf(events, day(index));
          if (entry === undefined) return false;
          const over = entry.status === 'suspended' && (entry.suspendedUntil ?? '9') < day(index);
          return entry.status === 'practising' || over;
        });
        expect(practiceDays([events], day(days))).toBe(valid.filter(Boolean).length);
      }),
      { numRuns: 60 },
    );
  });
});
