import { type Entry, evolveEntry } from './entry.ts';
import type { RegisterEvent } from './events.ts';

/**
 * The entry as it stood at the end of a day (YYYY-MM-DD); undefined before its first. Events are folded in the order in which
 * they were recorded, those that take effect later left out.
 */
export function entryAsOf(events: readonly RegisterEvent[], day: string): Entry | undefined {
  return events
    .filter(({ on }) => on <= day)
    .reduce<Entry | undefined>(
      (entry, event) => (entry === undefined && event.type !== 'registered' ? entry : evolveEntry(entry, event)),
      undefined,
    );
}

/** A stretch of days on which an entry was valid; both included. */
export interface Stretch {
  readonly from: string;
  readonly until: string;
}

/**
 * Days on which the entry was practising, up to and including `today`: not on file, not suspended, not ended. The day on
 * which it stops being valid does not count; a suspension ends by itself after its last day, whether or not that is recorded yet.
 */
export function validStretches(events: readonly RegisterEvent[], today: string): readonly Stretch[] {
  const days = [...new Set(events.map(({ on }) => on))].filter((on) => on <= today).toSorted();
  const found: Stretch[] = [];
  for (const [index, day] of days.entries()) {
    const until = days[index + 1] === undefined ? today : dayBefore(days[index + 1] ?? today);
    const entry = entryAsOf(events, day);
    if (entry === undefined) continue;
    if (entry.status === 'practising') append(found, { from: day, until });
    const over = entry.status === 'suspended' ? entry.suspendedUntil : null;
    if (over !== null && over < until) append(found, { from: dayAfter(over), until });
  }
  return found;
}

/** 累计执业时间 of one or several entries: a day counts once, however many entries were valid on it. */
export function practiceDays(entries: readonly (readonly RegisterEvent[])[], today: string): number {
  const all = entries.flatMap((events) => validStretches(events, today)).toSorted((a, b) => compare(a.from, b.from));
  const joined: Stretch[] = [];
  for (const stretch of all) append(joined, stretch);
  return joined.reduce((sum, { from, until }) => sum + daysBetween(from, until) + 1, 0);
}

/** Whole years of 365 days and the days left, as it is said: 3年20天. */
export function practiceWords(days: number): string {
  const [years, rest] = [Math.floor(days / 365), days % 365];
  return years === 0 ? `${rest}天` : `${years}年${rest}天`;
}

/** After five years of practice with a clean record the examination of 执业医师 is open to them; counted in days. */
export const fiveYears = 5 * 365;

/** Puts a stretch behind the others; one that touches or overlaps the last lengthens it. */
function append(found: Stretch[], stretch: Stretch): void {
  const last = found.at(-1);
  if (last !== undefined && stretch.from <= dayAfter(last.until)) {
    if (stretch.until > last.until) found[found.length - 1] = { from: last.from, until: stretch.until };
    return;
  }
  found.push(stretch);
}

function daysBetween(from: string, until: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until), { largestUnit: 'day' }).days;
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
