import { type Calendar, makeCalendar } from '../../domain/time/calendar.ts';
import { findCalendarYears } from '../../store/calendars.ts';
import type { Database } from '../../store/database.ts';

/** Milliseconds a calendar is kept: it changes once a year, and a new one is there within this time at every instance. */
const keptFor = 10_000;

/** A reader of the working-day calendar that asks the database at most once in ten seconds. */
export function calendarReader(database: Database): () => Promise<Calendar> {
  let kept: { calendar: Promise<Calendar>; until: number } | undefined;
  return () => {
    const now = performance.now();
    if (kept === undefined || now > kept.until) {
      const calendar = database.rows(findCalendarYears).then(makeCalendar);
      kept = { calendar, until: now + keptFor };
      // A failed read is not kept: the next caller asks again. Whoever waits here still hears of it.
      calendar.catch(() => {
        kept = undefined;
      });
    }
    return kept.calendar;
  };
}
