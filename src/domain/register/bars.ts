import { formatDate, sameDayYearsLater } from '../time/dates.ts';
import { articles, cite } from '../vocabulary/articles.ts';
import { deregistrationGrounds, isDeregistrationGround } from './orderKinds.ts';

/** A time during which nothing can be registered; `until` is the first day on which it can again. */
export interface RegistrationBar {
  readonly until: string;
  readonly reason: string;
  readonly article: string;
}

/**
 * The first day on which so many years after `from` are over: the day itself is not counted (民法典201), and the same day of
 * the last year still belongs to them (民法典202), so that 「不满二年」 is true of it. As with 备案 in terms.ts.
 */
export function dayAfterYears(from: string, years: number): string {
  return sameDayYearsLater(Temporal.PlainDate.from(from), years).add({ days: 1 }).toString();
}

/** 医师法16: what follows a deregistration on `on`; `barFrom` is the day named by `barDayAsked`, where the ground asks one. */
export function barOfGround(ground: string, on: string, barFrom: string): RegistrationBar | null {
  if (!isDeregistrationGround(ground)) return null;
  const found = deregistrationGrounds[ground];
  if (!('bar' in found)) return null;
  const { years } = found.bar;
  return {
    until: dayAfterYears('from' in found.bar ? barFrom : on, years),
    reason: `${found.words},不满${years === 1 ? '一' : '二'}年`,
    article: cite(articles.refusalGrounds),
  };
}

/** 2028年6月2日之前不能申请注册(《医师法》第十六条:…)。 */
export function barWords({ until, article, reason }: RegistrationBar): string {
  return `${formatDate(Temporal.PlainDate.from(until))}之前不能申请注册(${article}:${reason})。`;
}
