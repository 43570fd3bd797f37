/** 工作日, 周末, 法定节假日 (with the days off around it), 调休上班. */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeUpWorkday';

/** One year of the State Council's holiday notice: only the days it names, keyed YYYY-MM-DD. */
export interface CalendarYear {
  readonly year: number;
  readonly days: Readonly<Record<string, { readonly working: boolean; readonly name: string }>>;
}

/** The years that are loaded. In any other year Monday to Friday count, and what was counted is provisional (暂定). */
export interface Calendar {
  readonly years: ReadonlyMap<number, CalendarYear>;
}

/** A year given twice takes the later one: a notice can be corrected, as the 2020 Spring Festival was. */
export function makeCalendar(years: readonly CalendarYear[]): Calendar {
  return { years: new Map(years.map((year) => [year.year, year])) };
}

export function isCovered(calendar: Calendar, year: number): boolean {
  return calendar.years.has(year);
}

export function dayKind(calendar: Calendar, date: Temporal.PlainDate): DayKind {
  const named = findNamedDay(calendar, date);
  const weekend = date.dayOfWeek > 5;
  if (named === undefined) return weekend ? 'weekend' : 'workday';
  if (!named.working) return 'holiday';
  return weekend ? 'makeUpWorkday' : 'workday';
}

/** 行政许可法82: statutory holidays do not count; a Saturday or Sunday worked in exchange does. */
export function isWorkingDay(calendar: Calendar, date: Temporal.PlainDate): boolean {
  const kind = dayKind(calendar, date);
  return kind === 'workday' || kind === 'makeUpWorkday';
}

/** What the day is called in the ledger: 国庆节, 国庆节调休, 周末 or 工作日. */
export function dayName(calendar: Calendar, date: Temporal.PlainDate): string {
  return findNamedDay(calendar, date)?.name ?? (date.dayOfWeek > 5 ? '周末' : '工作日');
}

function findNamedDay(calendar: Calendar, date: Temporal.PlainDate) {
  return calendar.years.get(date.year)?.days[date.toString()];
}
