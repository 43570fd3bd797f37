import { parsePlainDate } from '../fields/plainDate.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import { settings } from './settings.ts';

/** Days left at which the institution is reminded; after them comes the reminder that it is late. */
export const dutyReminders = [10, 3] as const;

/** The last day on which a report is in time. */
export function reportDueOn(knownOn: string): string {
  return Temporal.PlainDate.from(knownOn).add({ days: settings.reportDays }).toString();
}

/** Days from today to the last; negative when it has passed. */
function daysLeft(dueOn: string, today: string): number {
  return Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(dueOn), { largestUnit: 'day' }).days;
}

/** How many of the reminders are due by today: 1 at ten days left, 2 at three, 3 when it is late. */
export function remindersDue(dueOn: string, today: string): number {
  const left = daysLeft(dueOn, today);
  return dutyReminders.filter((days) => left <= days).length + (left < 0 ? 1 : 0);
}

/** 还剩12天 / 今天到期 / 已超期3天 */
export function leftWords(dueOn: string, today: string): string {
  const left = daysLeft(dueOn, today);
  if (left === 0) return '今天到期';
  return left > 0 ? `还剩${left}天` : `已超期${-left}天`;
}

/** What is wrong with a note that somebody has left, or is to be deregistered. */
export function dutyRefused(knownOn: string, note: string, today: string): readonly Refusal[] {
  const label = '知悉日期';
  const date = parsePlainDate(knownOn);
  return [
    ...(knownOn === '' ? [refusal('field.required', 'dutyKnownOn', { label })] : []),
    ...(knownOn !== '' && !date.ok ? [refusal(date.code, 'dutyKnownOn', { label })] : []),
    ...(date.ok && date.value.toString() > today ? [refusal('date.future', 'dutyKnownOn', { label })] : []),
    ...([...note].length > 200 ? [refusal('field.tooLong', 'dutyNote', { label: '备注', max: '200' })] : []),
  ];
}
