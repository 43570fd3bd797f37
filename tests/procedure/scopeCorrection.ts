import { contactFields, personRows } from '../../src/domain/applications/printedForm.ts';
import { entryRows, standing } from '../../src/domain/applications/standing.ts';
import type { Definition } from '../../src/domain/procedure/definition.ts';
import { articles } from '../../src/domain/vocabulary/articles.ts';

/** A tenth kind, invented: 更正执业范围. This file is all of it. */
export const scopeCorrection: Definition = {
  kind: 'scopeCorrection',
  prefix: 'GZ',
  menu: '中医(专长)医师更正执业范围',
  title: '更正执业范围',
  summary: '登记的技术方法有错字',

  authority: [articles.accurateInformation],

  whoMayStart: (facts) =>
    standing(facts, {
      kind: 'scopeCorrection',
      statuses: ['practising'],
      none: 'start.noEntry',
      subject: ({ entry }) => entry?.id ?? '',
    }),

  form: {
    photo: false,
    institution: null,
    apply: [{ key: 'techniques', label: '正确的技术方法', control: 'text', required: true, maxLength: 100 }],
    printed: contactFields,
    shown: (facts) => [personRows(facts), entryRows(facts)],
    declaration: '本人承诺所填内容真实。',
    nextButton: '确认,下一步',
  },

  route: {
    from: 'entry',
    institution: 'main',
    decidedBy: 'authority',
    confirms: ['identity'],
    subject: ({ entry }) => entry?.id ?? '',
    needsConsent: () => false,
    workingDays: 10,
  },

  checks: [],

  effect: {
    newLicence: false,
    types: ['corrected'],
    also: () => ['执业证书编码不变。'],
    events: ({ entryId, answers }, _facts, { on }) =>
      entryId === null ? [] : [{ type: 'corrected', entryId, on, techniques: answers.techniques ?? '' }],
  },

  papers: { formTitle: '更正执业范围申请表', approved: '准予更正', refused: '不予更正' },
};
