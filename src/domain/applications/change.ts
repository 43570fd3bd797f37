import type { Definition } from '../procedure/definition.ts';
import type { Facts } from '../procedure/facts.ts';
import { sitesEnded } from '../register/endings.ts';
import { articles } from '../vocabulary/articles.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import { contactFields, personRows, qualificationRows } from './printedForm.ts';
import { standing } from './standing.ts';

const subject = ({ entry }: Facts): string => entry?.id ?? '';

function whoMayStart(facts: Facts): readonly Refusal[] {
  const statuses = ['practising'] as const;
  const found = [...standing(facts, { kind: change.kind, statuses, none: 'start.noEntry', subject })];
  const { entry, institution } = facts;
  if (entry === null) return found;
  if (institution?.id === entry.mainInstitutionId) found.push(refusal('institution.sameAsNow', 'institution'));
  // Another province is another registration, not a change (医师执业注册管理办法7, 17).
  if (institution !== null && institution.provinceCode !== entry.provinceCode) {
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
    declaration: '本人承诺所填内容真实、准确,并愿承担相应法律责任。',
    nextButton: '确认,下一步',
  },

  route: {
    from: 'entry',
    institution: 'asked',
    decidedBy: 'authority',
    confirms: ['identity', 'photo', 'employment', 'scope'],
    subject,
    needsConsent: () => false,
    workingDays: 20,
  },

  checks: [
    {
      title: '执业信息',
      article: articles.change,
      run: ({ entry }) =>
        entry?.status === 'practising'
          ? { outcome: 'ok', words: `执业证书编码${entry.licenceNo},状态有效` }
          : { outcome: 'attention', words: '执业信息不是有效状态' },
    },
    {
      title: '执业地点',
      article: articles.practicePlace,
      run: ({ entry, institution }) =>
        entry !== null && entry.provinceCode === institution?.provinceCode
          ? { outcome: 'ok', words: '在原执业地点(省)内变更' }
          : { outcome: 'attention', words: '拟执业机构不在原执业地点' },
    },
  ],

  effect: {
    newLicence: false,
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
