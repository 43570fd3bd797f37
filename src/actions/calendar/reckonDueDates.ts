import { getDefinition } from '../../domain/applications/catalogue.ts';
import { deadlineOf } from '../../domain/procedure/deadline.ts';
import { type Calendar, makeCalendar } from '../../domain/time/calendar.ts';
import { findCalendarYears } from '../../store/calendars.ts';
import type { Queryable } from '../../store/database.ts';
import { findClockedFiles, saveDueDates } from '../../store/dueDates.ts';

/**
 * Reckons the due days anew that reach into a year which has just been loaded: they were 暂定 and may move by a week
 * (国庆节). In the transaction that loads the year, so that no queue is ordered by days that hold no more.
 */
export async function reckonDueDates(tx: Queryable, year: number, today: Temporal.PlainDate): Promise<number> {
  const calendar = makeCalendar(await tx.rows(findCalendarYears));
  let moved = 0;
  let after: string | undefined = '00000000-0000-0000-0000-000000000000';
  while (after !== undefined) {
    const page = await reckonPage(tx, calendar, `${year}-01-01`, after, today);
    moved += page.moved;
    after = page.last;
  }
  return moved;
}

async function reckonPage(tx: Queryable, calendar: Calendar, from: string, after: string, today: Temporal.PlainDate) {
  const files = await tx.rows(findClockedFiles, from, after);
  const dates = files.map((file) => {
    const { workingDays } = getDefinition(file.kind).route;
    const due = deadlineOf(file, calendar, workingDays, today)?.dueOn ?? null;
    return { id: file.id, version: file.version, due };
  });
  const saved = await tx.rows(saveDueDates, JSON.stringify(dates));
  return { moved: saved.length, last: files.at(-1)?.id };
}
