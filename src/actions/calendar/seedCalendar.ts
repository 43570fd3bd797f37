import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findCalendarYears } from '../../store/calendars.ts';
import type { Services } from '../services.ts';
import { loadCalendar, parseCalendarFile } from './loadCalendar.ts';

/** Loads the years that come with the program, where they are not there yet; a year loaded by hand is left alone. */
export async function seedCalendar(services: Pick<Services, 'database' | 'clock'>, dir: string): Promise<void> {
  const known = new Set((await services.database.rows(findCalendarYears)).map(({ year }) => year));
  for (const name of (await readdir(dir)).filter((file) => file.endsWith('.json')).sort()) {
    const file = parseCalendarFile(await readFile(join(dir, name), 'utf8'));
    if (!known.has(file.year)) await loadCalendar(services, file, { accountId: null, name: '系统', organisation: '' });
  }
}
