import { z } from 'zod';
import { dayName, makeCalendar } from '../../domain/time/calendar.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findCalendarYears } from '../../store/calendars.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type CalendarFile, parseCalendarFile } from './loadCalendar.ts';

/** Reads a pasted or uploaded year; what is wrong is told at the field, in words. */
export function readCalendarFile(text: string): Outcome<CalendarFile> {
  if (text === '') return refuse(refusal('calendar.empty', 'text'));
  try {
    return done(parseCalendarFile(text));
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(refusal('calendar.notJson', 'text'));
    if (error instanceof z.ZodError) return refuse(...error.issues.slice(0, 10).map(toRefusal));
    if (error instanceof Error) return refuse(refusal('calendar.wrong', 'text', { problem: error.message }));
    throw error;
  }
}

function toRefusal({ path, message }: z.core.$ZodIssue) {
  const where = path.length === 0 ? '文件' : path.map(String).join(' › ');
  return refusal('calendar.wrong', 'text', { problem: `${where}:${message}` });
}

/** A day of a year with what it is, for the preview. */
export interface CalendarDay {
  readonly date: string;
  readonly name: string;
  readonly working: boolean;
}

export function daysOfFile(file: CalendarFile): readonly CalendarDay[] {
  const calendar = makeCalendar([file]);
  return Object.entries(file.days)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([date, { working }]) => ({ date, working, name: dayName(calendar, Temporal.PlainDate.from(date)) }));
}

export interface LoadedYear {
  readonly year: number;
  readonly source: string;
  readonly daysOff: number;
  readonly makeUpDays: number;
  readonly loadedAt: string;
}

/** The years that are loaded, the newest first. */
export async function listCalendarYears(services: Services): Promise<readonly LoadedYear[]> {
  const years = await services.database.rows(findCalendarYears);
  return years
    .map(({ year, source, days, loadedAt }) => {
      const named = Object.values(days);
      const makeUpDays = named.filter(({ working }) => working).length;
      return { year, source, daysOff: named.length - makeUpDays, makeUpDays, loadedAt };
    })
    .toReversed();
}
