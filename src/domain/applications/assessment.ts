import type { Facts } from '../procedure/facts.ts';
import type { Field } from '../procedure/field.ts';

/** Out of practice, or never in it, for two years: proof of assessment (医师法19). Calendar years. */
export function needsAssessment(facts: Facts, today: string): boolean {
  const since = facts.qualification?.issuedOn ?? today;
  const edge = Temporal.PlainDate.from(since).add({ years: 2 });
  return Temporal.PlainDate.compare(edge, Temporal.PlainDate.from(today)) <= 0;
}

const assessmentHint = '取得资格满两年未注册的,应当考核合格(医师法第十九条)。暂时没有可先提交,受理后按要求补正。';

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
