import type { Definition } from '../procedure/definition.ts';
import { type Facts, isClosed } from '../procedure/facts.ts';
import { isTwoYearsInactive, lastDayToReactivate } from '../register/terms.ts';
import { articles } from '../vocabulary/articles.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import { personRows, truthful } from './printedForm.ts';
import { entryRows, perEntry, standing } from './standing.ts';

function whoMayStart(facts: Facts, today: string): readonly Refusal[] {
  const found = [
    ...standing(facts, {
      kind: reactivation.kind,
      statuses: ['inactive'],
      none: 'start.noInactiveEntry',
      subject: perEntry,
    }),
  ];
  const since = facts.entry?.inactiveSince ?? null;
  // Practice would be taken up again there: the file goes to no other institution (医师执业注册管理办法19).
  const { institution } = facts;
  if (institution !== null && isClosed(institution, today))
    found.push(refusal('start.institutionClosed', undefined, { institution: institution.name }));
  // 医师执业注册管理办法19: the two years are over, the statutory case has begun.
  return since !== null && isTwoYearsInactive(since, today)
    ? [...found, refusal('start.twoYearsOver', undefined, { date: lastDayToReactivate(since) })]
    : found;
}

/** 取消备案: practice is taken up again within two years of the filing. */
export const reactivation: Definition = {
  kind: 'reactivation',
  prefix: 'QB',
  menu: '中医(专长)医师取消备案',
  title: '取消备案',
  summary: '备案不超过两年,恢复执业信息有效',

  authority: [articles.leaving, articles.returnToPractice],

  whoMayStart,

  form: {
    photo: false,
    institution: null,
    apply: [{ key: 'reason', label: '取消备案理由', control: 'longText', required: true, maxLength: 500 }],
    printed: [],
    shown: (facts) => [personRows(facts), entryRows(facts)],
    declaration: truthful,
    nextButton: '确认,继续',
  },

  route: {
    from: 'entry',
    institution: 'main',
    decidedBy: 'authority',
    confirms: ['identity', 'employment', 'scope'],
    subject: perEntry,
    needsConsent: () => false,
    workingDays: 20,
  },

  checks: [
    {
      title: '备案时间',
      article: articles.leaving,
      run: ({ entry }, _application, today) => {
        const since = entry?.inactiveSince ?? null;
        if (since === null) return { outcome: 'attention', words: '执业信息不是备案状态' };
        const last = lastDayToReactivate(since);
        return isTwoYearsInactive(since, today)
          ? { outcome: 'attention', words: `备案于${since},至${last}已满两年` }
          : { outcome: 'ok', words: `备案于${since},${last}之前(含当日)可以取消` };
      },
    },
  ],

  effect: {
    newLicence: false,
    types: ['reactivated'],
    also: () => [],
    events: ({ entryId }, _facts, { on }) => (entryId === null ? [] : [{ type: 'reactivated', entryId, on }]),
  },

  papers: { formTitle: '中医(专长)医师取消备案表', approved: '准予取消备案', refused: '不予取消备案' },
};
