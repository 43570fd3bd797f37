import type { Definition } from '../procedure/definition.ts';
import type { Facts } from '../procedure/facts.ts';
import { entryStatuses } from '../register/entry.ts';
import { formatDate } from '../time/dates.ts';
import { articles } from '../vocabulary/articles.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import { personRows } from './printedForm.ts';
import { entryRows, perEntry } from './standing.ts';

/** Every condition that is not met, each with the way to cure it. */
function whoMayStart(facts: Facts): readonly Refusal[] {
  if (!facts.activated) return [refusal('start.notActivated')];
  const { entry } = facts;
  if (entry === null) return facts.entries.length > 0 ? [] : [refusal('start.notRegistered')];
  const found: Refusal[] = [];
  if (entry.status === 'suspended') {
    const until = entry.suspendedUntil === null ? '' : formatDate(Temporal.PlainDate.from(entry.suspendedUntil));
    found.push(refusal('licence.suspended', undefined, { until }));
  } else if (entry.status === 'inactive') found.push(refusal('licence.inactive'));
  else if (entry.status !== 'practising') {
    found.push(refusal('licence.ended', undefined, { status: entryStatuses[entry.status] }));
  }
  if (entry.photoId === null) found.push(refusal('licence.noPhoto'));
  if (entry.techniques === '' || entry.conditions === '') found.push(refusal('licence.noScope'));
  return found;
}

/** 电子证照 申领|亮照: nobody reviews it; the conditions hold or they do not. */
export const eLicence: Definition = {
  kind: 'eLicence',
  prefix: 'DZ',
  menu: '电子证照',
  title: '申领电子证照',
  summary: '条件符合时立即亮照,不用等待审批',

  authority: [articles.registration, articles.electronicLicence],

  whoMayStart,

  form: {
    photo: false,
    institution: null,
    apply: [],
    printed: [],
    shown: (facts) => [personRows(facts), entryRows(facts)],
    declaration: '',
    nextButton: '申领|亮照',
  },

  route: {
    from: 'entry',
    institution: 'none',
    decidedBy: 'nobody',
    confirms: [],
    subject: perEntry,
    needsConsent: () => false,
    workingDays: 0,
  },

  checks: [],

  effect: {
    newLicence: false,
    types: ['licenceClaimed'],
    also: () => [],
    events: ({ entryId }, { entry }, { on }) =>
      entryId === null || entry?.licenceClaimedOn !== null ? [] : [{ type: 'licenceClaimed', entryId, on }],
  },

  papers: { formTitle: '电子证照', approved: '申领成功', refused: '不符合申领条件' },
};
