import { z } from 'zod';
import { chinaDate } from '../../domain/time/dates.ts';
import { saveCalendarYear } from '../../store/calendars.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';
import { reckonDueDates } from './reckonDueDates.ts';

const day = z.iso.date();
const calendarFile = z.strictObject({
  year: z.int().min(2000).max(2100),
  source: z.string().min(1),
  days: z.record(day, z.strictObject({ working: z.boolean(), name: z.string() })),
});
export type CalendarFile = z.infer<typeof calendarFile>;

/** Reads one year's announcement: `{ year, source, days: { "2027-01-01": { working: false, name: "元旦" } } }`. Throws with what is wrong. */
export function parseCalendarFile(text: string): CalendarFile {
  const parsed = calendarFile.parse(JSON.parse(text));
  const strays = Object.keys(parsed.days).filter((date) => !date.startsWith(`${parsed.year}-`));
  if (strays.length > 0) throw new Error(`这些日期不属于${parsed.year}年:${strays.join('、')}`);
  return parsed;
}

/** Loads a year into the calendar; deadlines that reached into it are no longer 暂定. False: it was there already, the same. */
export function loadCalendar(
  services: Pick<Services, 'database' | 'clock'>,
  file: CalendarFile,
  actor: { accountId: string | null; name: string; organisation: string },
): Promise<boolean> {
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx) => {
    const saved = await tx.row(saveCalendarYear, file.year, file.source, JSON.stringify(file.days), at);
    if (saved === undefined) return false;
    const moved = await reckonDueDates(tx, file.year, chinaDate(services.clock.now()));
    await tx.row(
      recordInLedger,
      at,
      actor.accountId,
      actor.name,
      actor.organisation,
      'calendarLoaded',
      'calendar_year',
      String(file.year),
      '',
      JSON.stringify({ source: file.source, dueDatesMoved: moved }),
    );
    return true;
  });
}
