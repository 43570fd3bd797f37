import { readFileSync } from 'node:fs';
import type { Today } from '../../src/domain/procedure/decide.ts';
import { makeCalendar } from '../../src/domain/time/calendar.ts';

const calendar = makeCalendar([JSON.parse(readFileSync('data/calendar/2026.json', 'utf8'))]);

/** A day as a rule is asked on it, with the calendar of 2026. */
export const on = (date: string): Today => ({ date: Temporal.PlainDate.from(date), calendar });
