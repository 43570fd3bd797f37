import { type Calendar, type DayKind, dayKind, dayName, isCovered } from './calendar.ts';
import { addWorkingDaysExcept } from './workingDays.ts';

/** A supplement was asked for on `from` and answered on `until`; null while it is out. */
export interface ClockPause {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
}

/** A decision clock. `limit` is in working days; `holders` says from which day on who held the file. */
export interface ClockInput {
  readonly startedOn: Temporal.PlainDate;
  readonly pauses: readonly ClockPause[];
  readonly holders: readonly { readonly from: Temporal.PlainDate; readonly holder: string }[];
  readonly endedOn: Temporal.PlainDate | null;
  readonly limit: number;
}

export type DayReason = 'counted' | 'weekend' | 'holiday' | 'makeUpWorkday' | 'supplement' | 'startDay';

/** One calendar day. `counted` is true for `counted` and `makeUpWorkday`; `usedDays` is the total up to this day. */
export interface DayLedgerRow {
  readonly date: Temporal.PlainDate;
  readonly counted: boolean;
  readonly reason: DayReason;
  /** 起算日, 补正期间, 国庆节, 国庆节调休, 周末 or 工作日. */
  readonly name: string;
  /** Empty while nobody is named. */
  readonly holder: string;
  readonly usedDays: number;
}

/**
 * `left` is negative by the working days overdue; 0 on the last day itself. `dueOn` is null while a supplement is out.
 * `provisional` (暂定): a day of a year that is not loaded was looked at.
 */
export interface ClockReading {
  readonly used: number;
  readonly left: number;
  readonly dueOn: Temporal.PlainDate | null;
  readonly provisional: boolean;
  readonly paused: boolean;
}

/**
 * Explains every day from the start to `today` or the end, each once, in order; empty before the start. The day of the
 * event is not counted (民法典201), nor are days after a supplement was asked up to the day it came (`from < d ≤ until`);
 * a holiday within that time is shown as 补正期间, because the clock was not running at all.
 */
export function dayLedger(calendar: Calendar, input: ClockInput, today: Temporal.PlainDate): DayLedgerRow[] {
  const holders = input.holders.toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from));
  const last = lastDay(input, today);
  const rows: DayLedgerRow[] = [];
  let usedDays = 0;
  for (let date = input.startedOn; !isAfter(date, last); date = date.add({ days: 1 })) {
    const reason = reasonOf(calendar, input, date);
    const counted = reason === 'counted' || reason === 'makeUpWorkday';
    if (counted) usedDays += 1;
    const holder = holders.findLast(({ from }) => !isAfter(from, date))?.holder ?? '';
    rows.push({ date, counted, reason, name: nameOf(calendar, reason, date), holder, usedDays });
  }
  return rows;
}

/** Where the clock stands on `today`, or stood when it ended. Pauses that begin later are not yet known. */
export function clock(calendar: Calendar, input: ClockInput, today: Temporal.PlainDate): ClockReading {
  const last = lastDay(input, today);
  const known = { ...input, pauses: input.pauses.filter(({ from }) => !isAfter(from, last)) };
  const used = dayLedger(calendar, known, today).at(-1)?.usedDays ?? 0;
  const out = known.pauses.some(({ until }) => until === null || isAfter(until, last));
  const due = out
    ? null
    : addWorkingDaysExcept(calendar, input.startedOn, input.limit, (date) => isInSupplement(known.pauses, date));
  return {
    used,
    left: input.limit - used,
    dueOn: due?.date ?? null,
    provisional: (due?.provisional ?? false) || reachesUncoveredYear(calendar, input.startedOn, last),
    paused: out && !hasEnded(input, today),
  };
}

function reasonOf(calendar: Calendar, input: ClockInput, date: Temporal.PlainDate): DayReason {
  if (date.equals(input.startedOn)) return 'startDay';
  if (isInSupplement(input.pauses, date)) return 'supplement';
  return reasonByKind[dayKind(calendar, date)];
}

const reasonByKind: Readonly<Record<DayKind, DayReason>> = {
  workday: 'counted',
  weekend: 'weekend',
  holiday: 'holiday',
  makeUpWorkday: 'makeUpWorkday',
};

function nameOf(calendar: Calendar, reason: DayReason, date: Temporal.PlainDate): string {
  if (reason === 'startDay') return '起算日';
  return reason === 'supplement' ? '补正期间' : dayName(calendar, date);
}

function isInSupplement(pauses: readonly ClockPause[], date: Temporal.PlainDate): boolean {
  return pauses.some(({ from, until }) => isAfter(date, from) && (until === null || !isAfter(date, until)));
}

function reachesUncoveredYear(calendar: Calendar, after: Temporal.PlainDate, last: Temporal.PlainDate): boolean {
  for (let year = after.add({ days: 1 }).year; year <= last.year; year += 1) {
    if (!isCovered(calendar, year)) return true;
  }
  return false;
}

function hasEnded(input: ClockInput, today: Temporal.PlainDate): boolean {
  return input.endedOn !== null && !isAfter(input.endedOn, today);
}

function lastDay(input: ClockInput, today: Temporal.PlainDate): Temporal.PlainDate {
  return input.endedOn !== null && hasEnded(input, today) ? input.endedOn : today;
}

function isAfter(date: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(date, other) > 0;
}
