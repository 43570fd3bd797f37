import { parseEmail } from '../fields/email.ts';
import type { Definition } from '../procedure/definition.ts';
import type { Facts } from '../procedure/facts.ts';
import type { Field } from '../procedure/field.ts';
import { articles } from '../vocabulary/articles.ts';
import type { Refusal } from '../vocabulary/refusals.ts';
import { personRows } from './printedForm.ts';
import { entryRows, perEntry, standing } from './standing.ts';

const contact: readonly Field[] = [
  {
    key: 'phone',
    label: '联系电话',
    control: 'tel',
    required: true,
    maxLength: 20,
    prefill: ({ entry, phone }) => entry?.contact.phone ?? phone,
  },
  {
    key: 'email',
    label: '电子邮箱',
    control: 'text',
    required: false,
    maxLength: 100,
    prefill: ({ entry, email }) => entry?.contact.email ?? email,
    check: (value) => {
      const email = parseEmail(value);
      return email.ok ? undefined : email.code;
    },
  },
  {
    key: 'address',
    label: '通讯地址',
    control: 'text',
    required: false,
    maxLength: 100,
    prefill: ({ entry }) => entry?.contact.address ?? '',
  },
];

function whoMayStart(facts: Facts): readonly Refusal[] {
  return standing(facts, {
    kind: photoUpdate.kind,
    statuses: ['practising', 'suspended'],
    none: 'start.notRegistered',
    subject: perEntry,
  });
}

/** 信息维护: photo and contact details, in force once the institution has approved them. */
export const photoUpdate: Definition = {
  kind: 'photoUpdate',
  prefix: 'XX',
  menu: '信息维护',
  title: '信息维护',
  summary: '更新个人照片和联系方式,由执业机构审核后生效',

  authority: [articles.accurateInformation],

  whoMayStart,

  form: {
    photo: true,
    institution: null,
    apply: contact,
    printed: [],
    shown: (facts) => [personRows(facts), entryRows(facts)],
    declaration: '本人承诺照片为本人近期免冠正面照,所填内容真实、准确。',
    nextButton: '确认,下一步',
  },

  route: {
    from: 'entry',
    institution: 'main',
    decidedBy: 'institution',
    confirms: ['identity', 'photo'],
    subject: perEntry,
    needsConsent: () => false,
    workingDays: 20,
  },

  checks: [
    {
      title: '注册机构',
      article: articles.accurateInformation,
      run: ({ entry, institution }) =>
        entry !== null && entry.mainInstitutionId === institution?.id
          ? { outcome: 'ok', words: '本机构是主要执业机构' }
          : { outcome: 'attention', words: '本机构不是主要执业机构' },
    },
  ],

  effect: {
    newLicence: false,
    types: ['photoUpdated'],
    also: () => ['登录用的手机号不变,要更换请到“安全设置”。'],
    events: ({ entryId, photoId, answers }, _facts, { on }) =>
      entryId === null ? [] : [{ type: 'photoUpdated', entryId, on, photoId, contact: answers }],
  },

  papers: { formTitle: '中医(专长)医师信息更新表', approved: '已更新', refused: '不予更新' },
};
