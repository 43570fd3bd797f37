import type { Definition } from '../procedure/definition.ts';
import type { Facts } from '../procedure/facts.ts';
import { entryStatuses, hasEnded } from '../register/entry.ts';
import { articles, refusalGrounds } from '../vocabulary/articles.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import { assessmentFields, assessmentReason, assessmentReasons } from './assessment.ts';
import { contactFields, personRows, qualificationRows } from './printedForm.ts';

function whoMayStart(facts: Facts, today: string): readonly Refusal[] {
  if (!facts.activated) return [refusal('start.notActivated')];
  if (facts.qualification === null) return [refusal('start.noQualification')];
  const found: Refusal[] = [];
  if (!facts.qualification.valid) found.push(refusal('start.qualificationInvalid'));
  for (const bar of facts.bars.filter((each) => each.until > today)) {
    found.push(refusal('start.barred', undefined, { ...bar }));
  }
  const asked = facts.institution?.provinceCode;
  const live = facts.entries.find((entry) => entry.provinceCode === asked && !hasEnded(entry));
  if (live !== undefined) {
    const province = facts.provinceNames[live.provinceCode] ?? live.provinceCode;
    found.push(refusal('start.alreadyRegistered', 'institution', { province, status: entryStatuses[live.status] }));
  }
  const open = facts.open.find((each) => each.kind === registration.kind && each.subject === asked);
  if (open !== undefined) found.push(refusal('start.alreadyOpen', undefined, { number: open.number ?? '草稿' }));
  return found;
}

const isCrossProvince = (facts: Facts): boolean =>
  facts.institution !== null && facts.institution.provinceCode !== facts.qualification?.provinceCode;

/** 执业注册: from an examination's certificate to an entry in the register. */
export const registration: Definition = {
  kind: 'registration',
  prefix: 'ZC',
  menu: '中医(专长)医师注册',
  title: '执业注册',
  summary: '取得资格后,在一家机构第一次注册执业',

  authority: [articles.registration, articles.specialtyScope, articles.refusalGrounds],

  whoMayStart,

  form: {
    photo: true,
    institution: { label: '拟执业机构', hint: '可以按机构名称、所在地区或登记号查找' },
    apply: [],
    printed: [...contactFields, ...assessmentFields],
    shown: (facts) => [personRows(facts), qualificationRows(facts)],
    declaration: '本人承诺所填内容真实、准确,不存在《医师法》第十六条规定的不予注册情形,并愿承担相应法律责任。',
    nextButton: '确认,下一步',
  },

  route: {
    from: 'qualification',
    institution: 'asked',
    decidedBy: 'authority',
    confirms: ['identity', 'photo', 'employment', 'scope'],
    subject: (facts) => facts.institution?.provinceCode ?? '',
    // 令15: practice outside the examining province needs the consent of the province one goes to.
    needsConsent: isCrossProvince,
    workingDays: 20,
  },

  checks: [
    {
      title: '资格信息',
      article: articles.registration,
      run: ({ qualification }) =>
        qualification?.valid === true
          ? { outcome: 'ok', words: `与${qualification.issuer}考核名册一致` }
          : { outcome: 'attention', words: '名册中没有有效的资格信息' },
    },
    {
      title: '不予注册情形',
      article: articles.refusalGrounds,
      run: ({ bars }, _application, today) =>
        bars.every((bar) => bar.until <= today)
          ? { outcome: 'ok', words: '系统中没有禁止注册的记录' }
          : { outcome: 'attention', words: '系统中有尚未期满的禁止注册记录' },
    },
    {
      title: '考核合格证明',
      article: articles.returnToPractice,
      run: (facts, { answers }, today) => {
        const reason = assessmentReason(facts, today);
        if (reason === undefined) return { outcome: 'ok', words: '未满两年或正在执业,不需要' };
        return (answers.assessmentBody ?? '') !== '' && (answers.assessmentDate ?? '') !== ''
          ? { outcome: 'ok', words: `${answers.assessmentBody},${answers.assessmentDate}` }
          : { outcome: 'attention', words: `${assessmentReasons[reason]},申请人未填写考核合格情况` };
      },
    },
    {
      title: '执业地点',
      article: articles.crossProvince,
      run: (facts) =>
        isCrossProvince(facts)
          ? {
              outcome: 'attention',
              words: `考核省份为${facts.qualification?.provinceName ?? ''},属跨省执业,须取得同意`,
            }
          : { outcome: 'ok', words: '在考核所在省执业' },
    },
  ],

  effect: {
    newLicence: true,
    types: ['registered'],
    also: ({ entries, provinceNames }) =>
      entries
        .filter((entry) => entry.status === 'practising')
        .map((entry) => `您在${provinceNames[entry.provinceCode] ?? entry.provinceCode}的注册继续有效。`),
    events: (application, facts, { on, licenceNo, entryId }) =>
      facts.qualification === null || application.institutionId === null || application.authorityId === null
        ? []
        : [
            {
              type: 'registered',
              entryId,
              on,
              physicianId: application.physicianId,
              qualificationId: facts.qualification.id,
              provinceCode: application.provinceCode,
              licenceNo,
              institutionId: application.institutionId,
              authorityId: application.authorityId,
              techniques: facts.qualification.techniques,
              conditions: facts.qualification.conditions,
              photoId: application.photoId,
            },
          ],
  },

  papers: { formTitle: '中医(专长)医师执业注册申请审核表', approved: '准予注册', refused: '不予注册', refusalGrounds },
};
