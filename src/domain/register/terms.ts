import { sameDayYearsLater } from '../time/dates.ts';

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
