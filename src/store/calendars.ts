import type { CalendarYear } from '../domain/time/calendar.ts';
import { statement } from './database.ts';

export const findCalendarYears = statement<CalendarYear & { source: string; loadedAt: string }>(
  'calendar.years',
  'SELECT year, source, days, loaded_at AS "loadedAt" FROM calendar_year ORDER BY year',
);

export const saveCalendarYear = statement<
  { year: number },
  readonly [year: number, source: string, days: string, at: string]
>(
  'calendar.save',
  `INSERT INTO calendar_year (year, source, days, loaded_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (year) DO UPDATE SET source = excluded.source, days = excluded.days, loaded_at = excluded.loaded_at
   WHERE calendar_year.days <> excluded.days OR calendar_year.source <> excluded.source RETURNING year`,
);
