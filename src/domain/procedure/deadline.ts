import type { Calendar } from '../time/calendar.ts';
import { type ClockInput, clock, type DayLedgerRow, dayLedger } from '../time/dayLedger.ts';
import { addWorkingDays } from '../time/workingDays.ts';
import type { Application } from './application.ts';
import { settings } from './settings.ts';
import { isOver, unknownState } from './steps.ts';

/** A legal clock as the screen shows it. Days are working days; `dueOn` is null while the clock stands still. */
export interface Deadline {
  readonly what: 'institution' | 'consent' | 'acceptance' | 'decision' | 'supplement';
  readonly dueOn: string | null;
  readonly left: number;
  readonly provisional: boolean;
  readonly paused: boolean;
  readonly late: boolean;
}

/** The clock that runs in the application's present state; undefined when none does. */
export function deadlineOf(
  application: Application,
  calendar: Calendar,
  workingDays: number,
  today: Temporal.PlainDate,
): Deadline | undefined {
  if (isOver(application.state)) return undefined;
  switch (application.state) {
    case 'atInstitution':
      return counted('institution', chinaDay(application.stateSince), settings.institutionWorkingDays, calendar, today);
    case 'atConsent':
      return counted('consent', chinaDay(application.stateSince), settings.consentWorkingDays, calendar, today);
    case 'atAuthority':
      return counted(
        'acceptance',
        chinaDay(application.receivedOn ?? application.stateSince),
        settings.acceptanceWorkingDays,
        calendar,
        today,
      );
    case 'supplement':
      return counted('supplement', chinaDay(application.stateSince), settings.supplementWorkingDays, calendar, today);
    case 'accepted': {
      const run = clock(calendar, clockInput(application, workingDays), today);
      return {
        what: 'decision',
        dueOn: run.dueOn?.toString() ?? null,
        left: run.left,
        provisional: run.provisional,
        paused: run.paused,
        late: run.left < 0 || (run.dueOn !== null && Temporal.PlainDate.compare(today, run.dueOn) > 0),
      };
    }
    case 'draft':
    case 'returned':
      return undefined;
    default:
      return unknownState(application.state);
  }
}

/** Every day of the decision clock, explained. Empty before acceptance. */
export function daysOf(
  application: Application,
  calendar: Calendar,
  workingDays: number,
  today: Temporal.PlainDate,
  holder: string,
): DayLedgerRow[] {
  return application.acceptedOn === null
    ? []
    : dayLedger(calendar, clockInput(application, workingDays, holder), today);
}

/** A file that was accepted and decided, by its days. */
export interface DecidedDays extends Pick<Application, 'pauses'> {
  readonly acceptedOn: string;
  readonly decidedOn: string;
}

/** Working days of the decision clock from acceptance to decision; it stood still while supplements were out. */
export function daysTaken(file: DecidedDays, calendar: Calendar): number {
  const startedOn = Temporal.PlainDate.from(file.acceptedOn);
  return clock(calendar, runningFrom(startedOn, file, 0), Temporal.PlainDate.from(file.decidedOn)).used;
}

function clockInput(application: Application, workingDays: number, holder = ''): ClockInput {
  const startedOn = Temporal.PlainDate.from(application.acceptedOn ?? application.stateSince);
  return runningFrom(startedOn, application, workingDays, holder);
}

function runningFrom(
  startedOn: Temporal.PlainDate,
  application: Pick<Application, 'pauses' | 'decidedOn'>,
  workingDays: number,
  holder = '',
): ClockInput {
  return {
    startedOn,
    // Those answered before the start touch no day that is counted.
    pauses: application.pauses.map((pause) => ({
      from: Temporal.PlainDate.from(pause.from),
      until: pause.until === null ? null : Temporal.PlainDate.from(pause.until),
    })),
    holders: [{ from: startedOn, holder }],
    endedOn: application.decidedOn === null ? null : Temporal.PlainDate.from(application.decidedOn),
    limit: workingDays,
  };
}

function counted(
  what: Deadline['what'],
  from: Temporal.PlainDate,
  days: number,
  calendar: Calendar,
  today: Temporal.PlainDate,
): Deadline {
  const run = clock(calendar, { startedOn: from, pauses: [], holders: [], endedOn: null, limit: days }, today);
  const due = addWorkingDays(calendar, from, days);
  return {
    what,
    dueOn: due.date.toString(),
    left: run.left,
    provisional: due.provisional,
    paused: false,
    late: Temporal.PlainDate.compare(today, due.date) > 0,
  };
}

function chinaDay(text: string): Temporal.PlainDate {
  return text.includes('T')
    ? Temporal.Instant.from(text).toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
    : Temporal.PlainDate.from(text);
}
