import { formatDate, sameDayYearsLater } from '../time/dates.ts';
import type { Entry } from './entry.ts';

/** Years after which a filing ends in deregistration (医师法17, 医师执业注册管理办法19: 备案满2年且未继续执业的予以注销). */
export const inactiveYears = 2;

/** The last day on which 取消备案 is still possible: the same day two years later, 28 February for the 29th. */
export function lastDayToReactivate(inactiveSince: string): string {
  return sameDayYearsLater(Temporal.PlainDate.from(inactiveSince), inactiveYears).toString();
}

/** The two years are over and nobody took the practice up again: the case for deregistration is due. */
export function isTwoYearsInactive(inactiveSince: string, today: string): boolean {
  return today > lastDayToReactivate(inactiveSince);
}

/** What everybody concerned reads of an inactive entry, from the 备案 on; undefined of others. */
export function inactiveTerm({ status, inactiveSince }: Pick<Entry, 'status' | 'inactiveSince'>): string | undefined {
  return status === 'inactive' && inactiveSince !== null ? termFrom(inactiveSince) : undefined;
}

/** 2026年3月2日备案,最晚2028年3月2日(含当日)可以取消备案,逾期依法注销。 */
export function termFrom(inactiveSince: string): string {
  const day = (iso: string) => formatDate(Temporal.PlainDate.from(iso));
  return `${day(inactiveSince)}备案,最晚${day(lastDayToReactivate(inactiveSince))}(含当日)可以取消备案,逾期依法注销。`;
}
