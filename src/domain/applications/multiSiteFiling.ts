import type { Answers } from '../procedure/application.ts';
import type { Definition } from '../procedure/definition.ts';
import type { Facts } from '../procedure/facts.ts';
import { settings } from '../procedure/settings.ts';
import { liveSites } from '../register/entry.ts';
import { sameDayYearsLater } from '../time/dates.ts';
import { articles } from '../vocabulary/articles.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import { contactFields, personRows, qualificationRows, truthful } from './printedForm.ts';
import { entryRows, inSameProvince, practising, standing } from './standing.ts';

const subject = ({ entry, institution }: Facts): string => `${entry?.id ?? ''} ${institution?.id ?? ''}`;

function whoMayStart(facts: Facts): readonly Refusal[] {
  const statuses = ['practising'] as const;
  const found = [...standing(facts, { kind: multiSiteFiling.kind, statuses, none: 'start.noEntry', subject })];
  const { entry, institution } = facts;
  if (entry === null || institution === null) return found;
  if (institution.id === entry.mainInstitutionId) found.push(refusal('institution.isMain', 'institution'));
  if (!inSameProvince(facts)) found.push(refusal('institution.otherProvince', 'institution'));
  return found;
}

/** The two days together, and beside the filings there are. */
function term({ entry, institution }: Facts, { from = '', until = '' }: Answers, today: string): readonly Refusal[] {
  if (from === '' || until === '') return [];
  const found: Refusal[] = [];
  if (until < from) found.push(refusal('site.endBeforeStart', 'until'));
  if (until < today) found.push(refusal('site.over', 'until'));
  if (until > sameDayYearsLater(Temporal.PlainDate.from(from), settings.siteYears).toString())
    found.push(refusal('site.tooLong', 'until', { years: String(settings.siteYears) }));
  const overlap =
    entry === null
      ? undefined
      : liveSites(entry, today).find(
          (site) => site.institutionId === institution?.id && site.from <= until && from <= site.until,
        );
  if (overlap !== undefined)
    found.push(refusal('site.overlaps', 'institution', { from: overlap.from, until: overlap.until }));
  return found;
}

/** 多执业机构备案: another institution of the same province, for a time. */
export const multiSiteFiling: Definition = {
  kind: 'multiSiteFiling',
  prefix: 'DD',
  menu: '中医(专长)医师多执业机构备案',
  title: '多执业机构备案',
  summary: '在主要执业机构之外,同一省内的另一家机构也执业一段时间',

  authority: [articles.mainInstitution, articles.otherInstitutions],

  whoMayStart,

  form: {
    photo: false,
    institution: { label: '多执业机构备案的机构', hint: '可以按机构名称、所在地区或登记号查找,限同一省内' },
    apply: [
      { key: 'from', label: '有效期开始时间', control: 'date', required: true, maxLength: 10 },
      {
        key: 'until',
        label: '有效期结束时间',
        control: 'date',
        required: true,
        maxLength: 10,
        hint: '到期自动终止,最长五年',
      },
    ],
    printed: contactFields,
    together: term,
    shown: (facts) => [personRows(facts), entryRows(facts), qualificationRows(facts)],
    declaration: truthful,
    nextButton: '确认,下一步',
  },

  route: {
    from: 'entry',
    institution: 'asked',
    decidedBy: 'authority',
    confirms: ['identity', 'employment', 'scope'],
    subject,
    needsConsent: () => false,
    workingDays: 20,
  },

  checks: [
    {
      title: '执业地点',
      article: articles.otherInstitutions,
      run: (facts) =>
        inSameProvince(facts)
          ? { outcome: 'ok', words: '与主要执业机构在同一省内' }
          : { outcome: 'attention', words: '不在原执业地点(省)内' },
    },
    practising(articles.mainInstitution),
  ],

  effect: {
    newLicence: false,
    types: ['siteAdded'],
    also: () => ['主要执业机构和执业证书编码不变。'],
    events: ({ id, entryId, institutionId, authorityId, answers }, _facts, { on }) =>
      entryId === null || institutionId === null || authorityId === null
        ? []
        : [
            {
              type: 'siteAdded',
              entryId,
              on,
              siteId: id,
              institutionId,
              authorityId,
              from: answers.from ?? on,
              until: answers.until ?? on,
            },
          ],
  },

  papers: { formTitle: '中医(专长)医师多执业机构备案表', approved: '准予备案', refused: '不予备案' },
};
