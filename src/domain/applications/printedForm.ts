import { idTypeLabels, parseIdType } from '../fields/identity.ts';
import type { ShownRow } from '../procedure/definition.ts';
import type { Facts } from '../procedure/facts.ts';
import type { Field } from '../procedure/field.ts';
import { ethnicGroups } from '../vocabulary/ethnicGroups.ts';

interface Section {
  readonly title: string;
  readonly rows: readonly ShownRow[];
}

const educations = ['研究生', '大学本科', '大学专科', '中等专业学校', '高中', '初中', '小学', '其他'] as const;

/** Questions every 申请审核表 has; only the phone is needed to go on, it is there from the account. */
export const contactFields: readonly Field[] = [
  { key: 'phone', label: '联系电话', control: 'tel', required: true, maxLength: 20, prefill: (facts) => facts.phone },
  { key: 'ethnicGroup', label: '民族', control: 'choice', required: false, maxLength: 10, choices: ethnicGroups },
  { key: 'education', label: '学历', control: 'choice', required: false, maxLength: 10, choices: educations },
  { key: 'address', label: '通讯地址', control: 'text', required: false, maxLength: 100 },
  {
    key: 'experience',
    label: '工作经历',
    control: 'longText',
    required: false,
    maxLength: 1000,
    hint: '学医和行医的主要经历,可以不填',
  },
];

/** What the applicant answers for, where the kind has nothing of its own to be said. */
export const truthful = '本人承诺所填内容真实、准确,并愿承担相应法律责任。';

function idTypeLabel(stored: string): string {
  const type = parseIdType(stored);
  return type.ok ? idTypeLabels[type.value] : stored;
}

/** 基本信息, from the roster: shown and printed, never typed. */
export function personRows({ physician }: Facts): Section {
  return {
    title: '基本信息',
    rows: [
      { label: '姓名', value: physician.name },
      { label: '性别', value: physician.sex === 'male' ? '男' : '女' },
      { label: '出生日期', value: physician.birthDate },
      { label: '证件类型', value: idTypeLabel(physician.idType) },
      { label: '证件号码', value: physician.idNumber, wide: true },
    ],
  };
}

/** 资格信息 and the scope, which the applicant may not widen (令15). */
export function qualificationRows({ qualification }: Facts): Section {
  return {
    title: '资格与执业范围',
    rows: [
      { label: '资格证书编码', value: qualification?.certificateNo ?? '', wide: true },
      { label: '发证日期', value: qualification?.issuedOn ?? '' },
      { label: '考核省份', value: qualification?.provinceName ?? '' },
      { label: '发证机关', value: qualification?.issuer ?? '', wide: true },
      { label: '技术方法', value: qualification?.techniques ?? '', wide: true },
      { label: '病证范围', value: qualification?.conditions ?? '', wide: true },
    ],
  };
}
