import type { Definition } from '../procedure/definition.ts';
import type { Facts } from '../procedure/facts.ts';
import { sitesEnded } from '../register/endings.ts';
import { articles } from '../vocabulary/articles.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import { contactFields, personRows, qualificationRows, truthful } from './printedForm.ts';
import { inSameProvince, perEntry, practising, standing } from './standing.ts';

function whoMayStart(facts: Facts): readonly Refusal[] {
  const statuses = ['practising'] as const;
  const found = [...standing(facts, { kind: change.kind, statuses, none: 'start.noEntry', subject: perEntry })];
  const { entry, institution } = facts;
  if (entry === null) return found;
  if (institution?.id === entry.mainInstitutionId) found.push(refusal('institution.sameAsNow', 'institution'));
  if (institution !== null && !inSameProvince(facts)) {
    found.push(refusal('institution.otherProvince', 'institution'));
  }
  return found;
}

/** 变更注册: another main institution in the same province; the scope cannot change. */
export const change: Definition = {
  kind: 'change',
  prefix: 'BG',
  menu: '中医(专长)医师变更',
  title: '变更注册',
  summary: '换到新的主要执业机构',

  authority: [articles.change, articles.mainInstitution],

  whoMayStart,

  form: {
    photo: false,
    institution: { label: '拟执业机构名称', hint: '可以按机构名称、所在地区或登记号查找,限同一省内' },
    apply: [{ key: 'reason', label: '变更理由', control: 'longText', required: true, maxLength: 500 }],
    printed: contactFields,
    shown: (facts) => [personRows(facts), qualificationRows(facts)],
    declaration: truthful,
    nextButton: '确认,下一步',
  },

  route: {
    from: 'entry',
    institution: 'asked',
    decidedBy: 'authority',
    confirms: ['identity', 'photo', 'employment', 'scope'],
    subject: perEntry,
    needsConsent: () => false,
    workingDays: 20,
  },

  checks: [
    practising(articles.change),
    {
      title: '执业地点',
      article: articles.practicePlace,
      run: (facts) =>
        inSameProvince(facts)
          ? { outcome: 'ok', words: '在原执业地点(省)内变更' }
          : { outcome: 'attention', words: '拟执业机构不在原执业地点' },
    },
  ],

  effect: {
    newLicence: false,
    types: ['mainInstitutionChanged', 'siteEnded'],
    also: () => [],
    events: ({ entryId, institutionId, authorityId }, { entry }, { on }) =>
      entryId === null || entry === null || institutionId === null || authorityId === null
        ? []
        : [
            { type: 'mainInstitutionChanged', entryId, on, institutionId, authorityId },
            // A filing at what is now the main institution has nothing left to say.
            ...sitesEnded(entry, on, 'becameMain', institutionId),
          ],
  },

  papers: { formTitle: '中医(专长)医师变更执业注册申请审核表', approved: '准予变更', refused: '不予变更' },
};
