import { type Calendar, isCovered, isWorkingDay } from './calendar.ts';

/** `provisional` (暂定): a day of a year that is not loaded was looked at, so the date may move when that year is. */
export interface WorkingDayDate {
  readonly date: Temporal.PlainDate;
  readonly provisional: boolean;
}

/**
 * The `count`th working day after `from`. The day of the event is not counted (民法典201). Zero gives `from` itself,
 * rolled forward to a working day, as a last day that is a holiday moves to the next working day (民法典203).
 * Throws RangeError when `count` is negative or not whole.
 */
export function addWorkingDays(calendar: Calendar, from: Temporal.PlainDate, count: number): WorkingDayDate {
  return addWorkingDaysExcept(calendar, from, count, () => false);
}

/** As `addWorkingDays`, passing over the days for which `isExcluded`; some working day after `from` must not be. */
export function addWorkingDaysExcept(
  calendar: Calendar,
  from: Temporal.PlainDate,
  count: number,
  isExcluded: (date: Temporal.PlainDate) => boolean,
): WorkingDayDate {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a number of working days: ${count}`);
  let date = count === 0 ? from : from.add({ days: 1 });
  let provisional = !isCovered(calendar, date.year);
  let missing = Math.max(count, 1);
  while (true) {
    if (isWorkingDay(calendar, date) && !isExcluded(date)) missing -= 1;
    if (missing === 0) return { date, provisional };
    date = date.add({ days: 1 });
    provisional ||= !isCovered(calendar, date.year);
  }
}

/** Working days after `afterExclusive` up to and including `untilInclusive`; zero when the second is not later. */
export function countWorkingDays(
  calendar: Calendar,
  afterExclusive: Temporal.PlainDate,
  untilInclusive: Temporal.PlainDate,
): { readonly count: number; readonly provisional: boolean } {
  let count = 0;
  let provisional = false;
  let date = afterExclusive.add({ days: 1 });
  while (Temporal.PlainDate.compare(date, untilInclusive) <= 0) {
    if (isWorkingDay(calendar, date)) count += 1;
    provisional ||= !isCovered(calendar, date.year);
    date = date.add({ days: 1 });
  }
  return { count, provisional };
}
