import type { Definition } from '../procedure/definition.ts';
import type { Facts } from '../procedure/facts.ts';
import type { Field } from '../procedure/field.ts';
import { sitesEnded } from '../register/endings.ts';
import { termFrom } from '../register/terms.ts';
import { articles } from '../vocabulary/articles.ts';
import type { Refusal } from '../vocabulary/refusals.ts';
import { personRows } from './printedForm.ts';
import { entryRows, perEntry, practising, standing } from './standing.ts';

/** 医师执业注册管理办法19. */
const reasons = ['调离', '退休', '退职', '被辞退', '被开除', '其他'] as const;

const fields: readonly Field[] = [
  { key: 'reason', label: '备案理由', control: 'choice', required: true, maxLength: 10, choices: reasons },
  { key: 'remark', label: '备案备注', control: 'longText', required: false, maxLength: 500 },
];

function whoMayStart(facts: Facts): readonly Refusal[] {
  return standing(facts, {
    kind: inactiveFiling.kind,
    statuses: ['practising'],
    none: 'start.noEntry',
    subject: perEntry,
  });
}

/** 备案: the physician has left the post and does not practise; the registration is kept for two years. */
export const inactiveFiling: Definition = {
  kind: 'inactiveFiling',
  prefix: 'BA',
  menu: '中医(专长)医师备案',
  title: '执业备案',
  summary: '离开执业机构、暂不执业(调离、退休等),保留注册最长两年',

  authority: [articles.leaving, articles.deregistration],

  whoMayStart,

  form: {
    photo: false,
    institution: null,
    apply: fields,
    printed: [],
    shown: (facts) => [personRows(facts), entryRows(facts)],
    declaration: '本人知道备案期间执业信息无效、不得执业,满两年没有继续执业的依法注销注册。',
    nextButton: '确认,继续',
  },

  route: {
    from: 'entry',
    institution: 'main',
    decidedBy: 'authority',
    confirms: ['identity'],
    report: { title: '报告离岗(备案)', fields },
    subject: perEntry,
    needsConsent: () => false,
    workingDays: 20,
  },

  checks: [practising(articles.leaving)],

  effect: {
    newLicence: false,
    types: ['madeInactive', 'siteEnded'],
    also: () => [],
    events: ({ entryId, answers }, { entry }, { on }) =>
      entryId === null || entry === null
        ? []
        : [
            ...sitesEnded(entry, on, 'inactive'),
            { type: 'madeInactive', entryId, on, reason: answers.reason ?? '其他' },
          ],
    told: (_application, on) => termFrom(on),
  },

  papers: { formTitle: '中医(专长)医师备案表', approved: '准予备案', refused: '不予备案' },
};
