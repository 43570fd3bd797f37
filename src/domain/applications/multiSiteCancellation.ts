import type { Definition } from '../procedure/definition.ts';
import type { Facts } from '../procedure/facts.ts';
import { liveSites } from '../register/entry.ts';
import { articles } from '../vocabulary/articles.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import { personRows, truthful } from './printedForm.ts';
import { entryRows, standing } from './standing.ts';

const subject = ({ site }: Facts): string => site?.id ?? '';

function whoMayStart(facts: Facts, today: string): readonly Refusal[] {
  const live = facts.entries.some((entry) => liveSites(entry, today).length > 0);
  if (facts.activated && facts.entry === null && !live) return [refusal('start.noSite')];
  const statuses = ['practising', 'suspended'] as const;
  const found = standing(facts, { kind: multiSiteCancellation.kind, statuses, none: 'start.noSite', subject });
  const { entry, site } = facts;
  if (entry === null) return found;
  const sites = liveSites(entry, today);
  const ended = site === null ? sites.length === 0 : !sites.includes(site);
  return ended ? [...found, refusal('start.noSite')] : found;
}

/** 取消多执业机构备案: before its last day. */
export const multiSiteCancellation: Definition = {
  kind: 'multiSiteCancellation',
  prefix: 'QD',
  menu: '中医(专长)医师取消多执业机构备案',
  title: '取消多执业机构备案',
  summary: '不再在备案的另一家机构执业',

  authority: [articles.mainInstitution, articles.otherInstitutions],

  whoMayStart,

  form: {
    photo: false,
    institution: null,
    apply: [{ key: 'reason', label: '取消备案原因', control: 'longText', required: true, maxLength: 500 }],
    printed: [],
    shown: (facts) => [
      personRows(facts),
      entryRows(facts),
      {
        title: '要取消的备案',
        rows: [
          { label: '备案机构', value: facts.institution?.name ?? '', wide: true },
          {
            label: '有效期',
            value: facts.site === null ? '' : `${facts.site.from} 至 ${facts.site.until}`,
            wide: true,
          },
        ],
      },
    ],
    declaration: truthful,
    nextButton: '确认,下一步',
  },

  route: {
    from: 'site',
    institution: 'site',
    decidedBy: 'authority',
    confirms: ['identity'],
    subject,
    needsConsent: () => false,
    workingDays: 20,
  },

  checks: [
    {
      title: '备案',
      article: articles.otherInstitutions,
      run: ({ site }) =>
        site !== null && site.endedOn === null
          ? { outcome: 'ok', words: `备案有效期${site.from}至${site.until}` }
          : { outcome: 'attention', words: '备案已经终止' },
    },
  ],

  effect: {
    newLicence: false,
    types: ['siteEnded'],
    also: () => ['主要执业机构不受影响。'],
    events: ({ entryId }, { site }, { on }) =>
      entryId === null || site === null ? [] : [{ type: 'siteEnded', entryId, on, siteId: site.id, why: 'cancelled' }],
  },

  papers: { formTitle: '中医(专长)医师取消多执业机构备案表', approved: '准予取消备案', refused: '不予取消备案' },
};
