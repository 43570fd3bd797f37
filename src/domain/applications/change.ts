import type { Definition } from '../procedure/definition.ts';
import type { Facts } from '../procedure/facts.ts';
import { entryStatuses } from '../register/entry.ts';
import { articles } from '../vocabulary/articles.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import { contactFields, personRows, qualificationRows } from './printedForm.ts';

function whoMayStart(facts: Facts): readonly Refusal[] {
  if (!facts.activated) return [refusal('start.notActivated')];
  const { entry, institution } = facts;
  const practising = facts.entries.filter(({ status }) => status === 'practising');
  if (entry === null) return practising.length > 0 ? [] : [refusal('start.noEntry')];
  const found: Refusal[] = [];
  if (entry.status !== 'practising') {
    found.push(refusal('start.entryNotPractising', undefined, { status: entryStatuses[entry.status] }));
  }
  const open = facts.open.find((each) => each.kind === change.kind && each.subject === entry.id);
  if (open !== undefined) found.push(refusal('start.alreadyOpen', undefined, { number: open.number ?? '草稿' }));
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
    subject: (facts) => facts.entry?.id ?? '',
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
    preview: (facts) => [
      `主要执业机构变为${facts.institution?.name ?? '所选机构'},执业证书编码不变。`,
      '原机构不再是您的主要执业机构;执业范围不变。',
    ],
    events: ({ entryId, institutionId, authorityId }, _facts, { on }) =>
      entryId === null || institutionId === null || authorityId === null
        ? []
        : [{ type: 'mainInstitutionChanged', entryId, on, institutionId, authorityId }],
  },

  papers: { formTitle: '中医(专长)医师变更执业注册申请审核表', approved: '准予变更', refused: '不予变更' },
};
