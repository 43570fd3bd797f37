import { getDefinition } from '../../domain/applications/catalogue.ts';
import { isOver, type State } from '../../domain/procedure/steps.ts';
import type { Calendar } from '../../domain/time/calendar.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type AskedQueue, type Counts, findQueuePage, type QueueRow } from '../../store/desk.ts';
import type { Services } from '../services.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { workingDaysBetween } from './remainingDays.ts';

/** A row as the desk shows it. */
export interface QueueLine extends QueueRow {
  /** What kind of business, e.g. 执业注册. */
  readonly title: string;
  /** Working days left until it is due; negative when late, null when no clock of this desk runs. */
  readonly left: number | null;
  /** Working days it has been in its present state. */
  readonly waited: number;
}

export interface QueuePage {
  readonly lines: readonly QueueLine[];
  /** By queue, at most 1000 each; queues without an end are not counted. */
  readonly counts: Counts;
  readonly next: string | null;
}

/** One page of a queue. `after` comes from the address; the owner has been taken from the actor, never from a request. */
export async function listQueue(services: Services, asked: AskedQueue, after: string): Promise<QueuePage> {
  const [page, calendar] = await Promise.all([
    findQueuePage(services.database, asked, readCursor(after)),
    services.calendar(),
  ]);
  const today = chinaDate(services.clock.now()).toString();
  return {
    lines: page.rows.map((row) => toLine(row, calendar, today)),
    counts: page.counts,
    next: writeCursor(page.next),
  };
}

/** The clock of these states is the desk's own; while the applicant or another office has the file, it stands. */
const clocked: readonly State[] = ['atInstitution', 'atConsent', 'atAuthority', 'accepted'];

export function toLine(row: QueueRow, calendar: Calendar, today: string): QueueLine {
  const runs = row.dueOn !== null && clocked.includes(row.state);
  return {
    ...row,
    title: getDefinition(row.kind).title,
    left: runs && row.dueOn !== null ? workingDaysBetween(calendar, today, row.dueOn) : null,
    waited: isOver(row.state) ? 0 : workingDaysBetween(calendar, row.sinceDay, today),
  };
}
