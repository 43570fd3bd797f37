import type { Facts } from '../procedure/facts.ts';
import type { Field } from '../procedure/field.ts';
import { type Entry, hasEnded } from '../register/entry.ts';
import { sameDayYearsLater } from '../time/dates.ts';

/** Why 考核合格 is asked for: 医师法19, and for those never registered 医师执业注册管理办法. */
export const assessmentReasons = {
  neverRegistered: '取得资格满两年未注册',
  away: '中止执业满两年',
  barred: '不予注册的情形消失后重新申请',
} as const;
export type AssessmentReason = keyof typeof assessmentReasons;

/**
 * Reckoned from the register, of all provinces: whoever is registered and not away needs none. Calendar years, the same day
 * two years later still within them, as in terms.ts.
 */
export function assessmentReason(facts: Facts, today: string): AssessmentReason | undefined {
  const { entries, bars, qualification } = facts;
  // 暂停执业 is short of a year: whoever serves one is registered.
  if (entries.some((entry) => !hasEnded(entry) && entry.status !== 'inactive')) return undefined;
  const last = entries.map(lastPractised).toSorted().at(-1);
  const barred = bars.some(({ until }) => until <= today && (last === undefined || last < until));
  if (barred) return 'barred';
  const since = last ?? qualification?.issuedOn ?? today;
  if (today <= sameDayYearsLater(Temporal.PlainDate.from(since), 2).toString()) return undefined;
  return last === undefined ? 'neverRegistered' : 'away';
}

/** An entry that was inactive when it ended had not been practised under since its 备案. */
function lastPractised({ inactiveSince, endedOn, registeredOn }: Entry): string {
  return inactiveSince ?? endedOn ?? registeredOn;
}

function needsAssessment(facts: Facts, today: string): boolean {
  return assessmentReason(facts, today) !== undefined;
}

const assessmentHint =
  '取得资格满两年未注册、中止执业满两年,或者不予注册的情形消失后重新申请的,应当考核合格(医师法第十九条)。暂时没有可先提交,受理后按要求补正。';

/** What is asked of somebody who needs it; may be handed in later, when the authority asks for it. */
export const assessmentFields: readonly Field[] = [
  {
    key: 'assessmentBody',
    label: '考核机构',
    control: 'text',
    required: false,
    maxLength: 60,
    when: needsAssessment,
    hint: assessmentHint,
  },
  {
    key: 'assessmentDate',
    label: '考核合格日期',
    control: 'date',
    required: false,
    maxLength: 10,
    when: needsAssessment,
    check: (value, today) => (value > today ? 'date.future' : undefined),
  },
];
