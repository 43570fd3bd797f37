import type { Calendar } from '../time/calendar.ts';
import { addWorkingDays } from '../time/workingDays.ts';
import { isRefusalGround } from '../vocabulary/articles.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import type { Answers, Application } from './application.ts';
import { claim, report } from './begunByOthers.ts';
import { notThisWay, withReasons } from './decision.ts';
import type { Definition } from './definition.ts';
import { type ApplicationEvent, institutionConfirmations } from './events.ts';
import type { Facts } from './facts.ts';
import { checkAnswer } from './field.ts';
import { overdue, sinceDay } from './overdue.ts';
import { settings } from './settings.ts';
import { answersRefused, institutionRefused, stillRefused } from './stands.ts';

/** What a person brings to a step. The desk and the right to it are judged in access/may.ts. */
export type StepInput =
  | { readonly step: 'submit'; readonly number: string; readonly answers: Answers; readonly photoId: string | null }
  | {
      readonly step: 'answerSupplement';
      readonly answers: Answers;
      readonly photoId: string | null;
      readonly note: string;
    }
  | { readonly step: 'withdraw'; readonly reasons: string }
  | { readonly step: 'nudge' }
  | { readonly step: 'passAtInstitution'; readonly opinion: string; readonly confirmed: readonly string[] }
  | {
      readonly step: 'declineAtInstitution' | 'refuseConsent' | 'refuseAcceptance';
      readonly reasons: string;
    }
  | { readonly step: 'returnToApplicant'; readonly reasons: string; readonly confirmed: readonly string[] }
  | { readonly step: 'giveConsent'; readonly opinion: string }
  | { readonly step: 'accept' }
  | { readonly step: 'askForSupplement'; readonly items: string; readonly secondReason: string }
  | { readonly step: 'verify'; readonly opinion: string }
  | { readonly step: 'approve'; readonly opinion: string; readonly licenceNo: string; readonly barFrom?: string }
  | { readonly step: 'refuse'; readonly ground: string; readonly reasons: string }
  | { readonly step: 'claim'; readonly number: string }
  | { readonly step: 'report'; readonly number: string; readonly answers: Answers; readonly knownOn: string }
  | { readonly step: 'stepIn'; readonly reasons: string }
  | { readonly step: 'escalate' | 'deemAccepted' | 'lapse' };

export interface Today {
  readonly date: Temporal.PlainDate;
  readonly calendar: Calendar;
}

export type Decision =
  | { readonly refusals: readonly Refusal[]; readonly event?: undefined }
  | { readonly event: ApplicationEvent; readonly refusals?: undefined };

/** Decides one step of an application of any kind. Pure: everything it knows is an argument. */
export function decide(
  definition: Definition,
  application: Application,
  input: StepInput,
  facts: Facts,
  today: Today,
): Decision {
  const on = today.date.toString();
  switch (input.step) {
    case 'submit':
      return submit(definition, application, input, facts, on);
    case 'answerSupplement': {
      const refusals = answersRefused(definition, input.answers, input.photoId, facts, on);
      return refusals.length > 0
        ? { refusals }
        : {
            event: {
              type: 'supplementAnswered',
              on,
              answers: input.answers,
              photoId: input.photoId,
              note: input.note,
              changed: changedLabels(definition, application, input.answers, input.photoId, application.institutionId),
            },
          };
    }
    case 'withdraw':
      return { event: { type: 'withdrawn', on, reasons: input.reasons } };
    case 'nudge':
      return nudge(application, today);
    case 'passAtInstitution':
      return pass(definition, application, input, facts, on);
    case 'returnToApplicant':
      return withReasons(input.reasons, '退回的原因和修改办法', {
        type: 'institutionReturned',
        on,
        reasons: input.reasons,
        confirmed: definition.route.confirms.filter((key) => input.confirmed.includes(key)),
      });
    case 'declineAtInstitution':
      return withReasons(input.reasons, '不同意的理由', { type: 'institutionDeclined', on, reasons: input.reasons });
    case 'giveConsent':
      return { event: { type: 'consentGiven', on, opinion: input.opinion } };
    case 'refuseConsent':
      return withReasons(input.reasons, '不同意的理由', { type: 'consentRefused', on, reasons: input.reasons });
    case 'accept': {
      const due = addWorkingDays(today.calendar, today.date, definition.route.workingDays);
      return { event: { type: 'accepted', on, dueOn: due.date.toString(), provisional: due.provisional } };
    }
    case 'refuseAcceptance':
      return withReasons(input.reasons, '不予受理的理由', { type: 'notAccepted', on, reasons: input.reasons });
    case 'askForSupplement':
      return askForSupplement(application, input.items, input.secondReason, today);
    case 'verify':
      return { event: { type: 'verified', on, opinion: input.opinion } };
    case 'approve':
      return approve(definition, application, input, facts, on);
    case 'refuse':
      return refuse(definition, input, on);
    case 'claim':
      return claim(definition, input.number, facts, on);
    case 'report':
      return report(definition, application, input, facts, today);
    case 'stepIn':
    case 'escalate':
    case 'deemAccepted':
    case 'lapse':
      return overdue(definition, application, input, today);
    default:
      return unknownStep(input);
  }
}

type SubmitInput = Extract<StepInput, { step: 'submit' }>;

function submit(
  definition: Definition,
  application: Application,
  input: SubmitInput,
  facts: Facts,
  on: string,
): Decision {
  const { decidedBy } = definition.route;
  if (decidedBy === 'nobody') return notThisWay(application, 'submit');
  const refusals = [
    ...definition.whoMayStart(facts, on),
    ...institutionRefused(definition, facts, on),
    ...answersRefused(definition, input.answers, input.photoId, facts, on),
  ];
  const { institution } = facts;
  if (refusals.length > 0 || institution === null) return { refusals };
  const consent = definition.route.needsConsent(facts) ? institution.consentAuthorityId : null;
  return {
    event: {
      type: 'submitted',
      on,
      number: application.number ?? input.number,
      subject: definition.route.subject(facts),
      provinceCode: institution.provinceCode,
      institutionId: institution.id,
      authorityId: decidedBy === 'institution' ? null : institution.authorityId,
      consentAuthorityId: consent,
      ownInstitution: institution.soleHead,
      answers: input.answers,
      photoId: input.photoId,
      changed:
        application.state === 'draft'
          ? []
          : changedLabels(definition, application, input.answers, input.photoId, institution.id),
    },
  };
}

function changedLabels(
  definition: Definition,
  before: Application,
  answers: Answers,
  photoId: string | null,
  institutionId: string | null,
): string[] {
  const fields = [...definition.form.apply, ...definition.form.printed];
  const changed = fields.filter((field) => (before.answers[field.key] ?? '') !== (answers[field.key] ?? ''));
  return [
    ...(before.photoId === photoId ? [] : ['个人照片']),
    ...(before.institutionId === institutionId ? [] : [definition.form.institution?.label ?? '执业机构']),
    ...changed.map((field) => field.label),
  ];
}

function nudge(application: Application, today: Today): Decision {
  const from = addWorkingDays(today.calendar, sinceDay(application), settings.institutionWorkingDays).date;
  if (Temporal.PlainDate.compare(today.date, from) <= 0) {
    const parameters = { days: String(settings.institutionWorkingDays), date: from.toString() };
    return { refusals: [refusal('nudge.tooSoon', undefined, parameters)] };
  }
  if (application.nudgedOn === today.date.toString()) return { refusals: [refusal('nudge.onceADay')] };
  return { event: { type: 'nudged', on: today.date.toString() } };
}

type PassInput = Extract<StepInput, { step: 'passAtInstitution' }>;

function pass(
  definition: Definition,
  application: Application,
  { opinion, confirmed }: PassInput,
  facts: Facts,
  on: string,
): Decision {
  const all = definition.route.confirms;
  const missing = all.filter((key) => !confirmed.includes(key));
  // Where the institution decides, its 通过 is the decision, and the rule is asked as it is for one.
  const refusals = application.authorityId === null ? stillRefused(definition, application, facts, on) : [];
  if (refusals.length > 0) return { refusals };
  if (missing.length > 0) {
    return {
      refusals: missing.map((key) =>
        refusal('review.confirm', `confirm-${key}`, { label: institutionConfirmations[key] }),
      ),
    };
  }
  return { event: { type: 'institutionPassed', on, opinion, confirmed: all } };
}

function askForSupplement(application: Application, items: string, secondReason: string, today: Today): Decision {
  const refusals: Refusal[] = [];
  if (items === '') refusals.push(refusal('review.reasons', 'items', { label: '需要补正的全部内容' }));
  // 行政许可法32: once, naming everything; a second time needs a reason that is counted against the office.
  if (application.pauses.length > 0 && secondReason === '') refusals.push(refusal('supplement.again', 'secondReason'));
  if (refusals.length > 0) return { refusals };
  const answerBy = addWorkingDays(today.calendar, today.date, settings.supplementWorkingDays).date.toString();
  const words = secondReason === '' ? items : `${items}\n再次要求补正的理由:${secondReason}`;
  return { event: { type: 'supplementAsked', on: today.date.toString(), items: words, answerBy } };
}

function approve(
  definition: Definition,
  application: Application,
  { opinion, licenceNo, barFrom = '' }: Extract<StepInput, { step: 'approve' }>,
  facts: Facts,
  on: string,
): Decision {
  const label = definition.effect.bar?.asked(application);
  const asked = { key: 'barFrom', control: 'date', required: true, maxLength: 10 } as const;
  // What stood at submission may have changed since: nothing is approved that could not be asked for today.
  const refusals = [
    ...stillRefused(definition, application, facts, on),
    ...(label === undefined ? [] : checkAnswer({ ...asked, label }, barFrom, on)),
  ];
  if (refusals.length > 0) return { refusals };
  return { event: { type: 'approved', on, opinion, licenceNo, ...(label === undefined ? {} : { barFrom }) } };
}

type RefuseInput = Extract<StepInput, { step: 'refuse' }>;

function refuse({ papers }: Definition, { ground, reasons }: RefuseInput, on: string): Decision {
  const { refusalGrounds } = papers;
  const chosen = refusalGrounds !== undefined && isRefusalGround(ground) ? ground : null;
  const refusals: Refusal[] = [];
  if (refusalGrounds !== undefined && chosen === null) refusals.push(refusal('decision.ground', 'ground'));
  if (reasons === '') refusals.push(refusal('review.reasons', 'reasons', { label: `${papers.refused}的理由` }));
  return refusals.length > 0 ? { refusals } : { event: { type: 'refused', on, ground: chosen, reasons } };
}

function unknownStep(input: never): never {
  throw new Error(`unknown step ${JSON.stringify(input)}`);
}
