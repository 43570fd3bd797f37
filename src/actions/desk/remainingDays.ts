import type { Calendar } from '../../domain/time/calendar.ts';
import { countWorkingDays } from '../../domain/time/workingDays.ts';

/** Twenty rows of a queue share a few dates; counting day by day for each would cost more than the query. */
const counted = new WeakMap<Calendar, Map<string, number>>();

/** Working days from one day (not counted) to another (counted); negative when the second is earlier. Days are YYYY-MM-DD. */
export function workingDaysBetween(calendar: Calendar, from: string, until: string): number {
  const known = counted.get(calendar) ?? new Map<string, number>();
  counted.set(calendar, known);
  const key = `${from}${until}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const [a, b] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(until)];
  const days = until >= from ? countWorkingDays(calendar, a, b).count : -countWorkingDays(calendar, b, a).count;
  known.set(key, days);
  return days;
}
