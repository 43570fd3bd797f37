const zone = 'Asia/Shanghai';

/** The calendar day of a moment in China, whatever the zone of the machine. */
export function chinaDate(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate();
}

/** 2026年10月19日 */
export function formatDate(date: Temporal.PlainDate): string {
  return `${date.year}年${date.month}月${date.day}日`;
}

/** 11月18日 09:12 in China; with the year in front when it is not the year of `today`. */
export function formatDateTime(instant: Temporal.Instant, today: Temporal.PlainDate): string {
  const moment = instant.toZonedDateTimeISO(zone);
  const day = `${moment.month}月${moment.day}日`;
  const time = moment.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${moment.year === today.year ? day : `${moment.year}年${day}`} ${time}`;
}

/** 2026年11月18日 09:12:05 in China: when the register was asked, to the second. */
export function formatMoment(instant: Temporal.Instant): string {
  const moment = instant.toZonedDateTimeISO(zone);
  return `${formatDate(moment.toPlainDate())} ${moment.toPlainTime().toString({ smallestUnit: 'second' })}`;
}

/**
 * The same day of a later year, which is the last day of a term of years; 29 February becomes 28 February where the
 * year has none (民法典202: 没有对应日的，月末日为期间的最后一日). Negative years look back.
 */
export function sameDayYearsLater(date: Temporal.PlainDate, years: number): Temporal.PlainDate {
  return date.add({ years });
}
