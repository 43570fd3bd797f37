import type { Calendar } from '../time/calendar.ts';
import { chinaDate } from '../time/dates.ts';
import { addWorkingDays } from '../time/workingDays.ts';
import { isRefusalGround } from '../vocabulary/articles.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import type { Answers, Application } from './application.ts';
import type { Definition } from './definition.ts';
import { type ApplicationEvent, institutionConfirmations } from './events.ts';
import type { Facts } from './facts.ts';
import { askedFields, checkAnswer, type Field } from './field.ts';
import { settings } from './settings.ts';
import { type Step, states, steps } from './steps.ts';

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
      readonly step: 'returnToApplicant' | 'declineAtInstitution' | 'refuseConsent' | 'refuseAcceptance';
      readonly reasons: string;
    }
  | { readonly step: 'giveConsent'; readonly opinion: string }
  | { readonly step: 'accept' }
  | { readonly step: 'askForSupplement'; readonly items: string; readonly secondReason: string }
  | { readonly step: 'approve'; readonly opinion: string; readonly licenceNo: string }
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
    case 'approve': {
      // What stood at submission may have changed since: nothing is approved that could not be asked for today.
      const refusals = stillRefused(definition, application, facts, on);
      if (refusals.length > 0) return { refusals };
      return { event: { type: 'approved', on, opinion: input.opinion, licenceNo: input.licenceNo } };
    }
    case 'refuse':
      return refuse(input.ground, input.reasons, on);
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

/** Why the institution asked for cannot be taken: not there, not active, no authority behind it. */
export function institutionRefused(definition: Definition, facts: Facts, on: string): readonly Refusal[] {
  const { institution } = facts;
  const asked = definition.form.institution;
  if (definition.route.institution === 'none') return [];
  if (institution === null)
    return [refusal('institution.required', 'institution', { label: asked?.label ?? '执业机构' })];
  const expired = institution.licenceValidUntil !== null && institution.licenceValidUntil < on;
  // One that has closed can take nobody in; whoever leaves it must still be able to.
  if (asked !== null && (!institution.active || expired)) return [refusal('institution.inactive', 'institution')];
  const needed = definition.route.decidedBy === 'authority';
  if (needed && institution.authorityId === null) return [refusal('institution.noAuthority', 'institution')];
  if (definition.route.needsConsent(facts) && institution.consentAuthorityId === null) {
    return [refusal('consent.noAuthority', 'institution', { province: institution.provinceName })];
  }
  return [];
}

function answersRefused(
  definition: Definition,
  answers: Answers,
  photoId: string | null,
  facts: Facts,
  on: string,
): readonly Refusal[] {
  const fields = askedFields([...definition.form.apply, ...definition.form.printed], facts, on);
  return [
    ...(definition.form.photo && photoId === null ? [refusal('photo.required', 'photo')] : []),
    ...fields.flatMap((field) => checkAnswer(field, answers[field.key] ?? '', on)),
    ...(definition.form.together?.(facts, answers, on) ?? []),
  ];
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

/** Why it could not be begun today, but for what else is under way: that was judged when it was submitted. */
function ruledOut(definition: Definition, facts: Facts, on: string): readonly Refusal[] {
  return definition.whoMayStart(facts, on).filter(({ code }) => code !== 'start.otherOpen');
}

/** What stands in the way of a decision in the applicant's favour; about the whole, for the fields are not on the officer's page. */
function stillRefused(definition: Definition, application: Application, facts: Facts, on: string): readonly Refusal[] {
  const together = definition.form.together?.(facts, application.answers, on) ?? [];
  return [...ruledOut(definition, facts, on), ...together].map(({ code, parameters }) =>
    refusal(code, undefined, parameters),
  );
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

function withReasons(reasons: string, label: string, event: ApplicationEvent): Decision {
  return reasons === '' ? { refusals: [refusal('review.reasons', 'reasons', { label })] } : { event };
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

function refuse(ground: string, reasons: string, on: string): Decision {
  const refusals: Refusal[] = [];
  if (!isRefusalGround(ground)) refusals.push(refusal('decision.ground', 'ground'));
  if (reasons === '') refusals.push(refusal('review.reasons', 'reasons', { label: '不予注册的理由' }));
  if (refusals.length > 0 || !isRefusalGround(ground)) return { refusals };
  return { event: { type: 'refused', on, ground, reasons } };
}

function notThisWay(application: Application, step: Step): Decision {
  return { refusals: [refusal('step.notNow', undefined, { state: states[application.state], step: steps[step] })] };
}

/** The kind that nobody reviews: the conditions hold, or each is told with its cure. */
function claim(definition: Definition, number: string, facts: Facts, on: string): Decision {
  const refusals = definition.whoMayStart(facts, on);
  return refusals.length > 0 ? { refusals } : { event: { type: 'claimed', on, number } };
}

type ReportInput = Extract<StepInput, { step: 'report' }>;

/** An institution reports somebody who left, or a ground for deregistration (医师法17: within thirty days of knowing). */
function report(
  definition: Definition,
  application: Application,
  { number, answers, knownOn }: ReportInput,
  facts: Facts,
  today: Today,
): Decision {
  const asked = definition.route.report;
  if (asked === undefined) return notThisWay(application, 'report');
  const on = today.date.toString();
  const { institution } = facts;
  const known: Field = { key: 'knownOn', label: '知悉日期', control: 'date', required: true, maxLength: 10 };
  const refusals = [
    ...ruledOut(definition, facts, on),
    ...institutionRefused(definition, facts, on),
    ...askedFields(asked.fields, facts, on).flatMap((field) => checkAnswer(field, answers[field.key] ?? '', on)),
    ...checkAnswer(known, knownOn, on),
    ...(knownOn > on ? [refusal('date.future', 'knownOn', { label: known.label })] : []),
  ];
  if (refusals.length > 0 || institution === null || institution.authorityId === null) return { refusals };
  const lastDay = Temporal.PlainDate.from(knownOn).add({ days: settings.reportDays });
  return {
    event: {
      type: 'reported',
      on,
      number,
      provinceCode: institution.provinceCode,
      institutionId: institution.id,
      authorityId: institution.authorityId,
      answers,
      knownOn,
      late: Temporal.PlainDate.compare(today.date, lastDay) > 0,
    },
  };
}

type OverdueInput = Extract<StepInput, { step: 'stepIn' | 'escalate' | 'deemAccepted' | 'lapse' }>;

/** What may be done only after a period has passed: its last day is still in time. */
function overdue(definition: Definition, application: Application, input: OverdueInput, today: Today): Decision {
  const on = today.date.toString();
  const lastDay = (days: number, from = sinceDay(application)) => addWorkingDays(today.calendar, from, days).date;
  const early = (day: Temporal.PlainDate): Decision | undefined =>
    Temporal.PlainDate.compare(today.date, day) > 0
      ? undefined
      : { refusals: [refusal('step.tooEarly', undefined, { step: steps[input.step], date: day.toString() })] };
  switch (input.step) {
    case 'escalate':
      if (application.escalatedOn !== null) return notThisWay(application, 'escalate');
      return early(lastDay(settings.institutionWorkingDays)) ?? { event: { type: 'escalated', on } };
    case 'stepIn':
      return (
        early(lastDay(settings.stepInWorkingDays)) ??
        withReasons(input.reasons, '直接办理的理由', { type: 'steppedIn', on, reasons: input.reasons })
      );
    case 'lapse':
      return early(lastDay(settings.supplementWorkingDays)) ?? { event: { type: 'lapsed', on } };
    case 'deemAccepted': {
      const received = Temporal.PlainDate.from(application.receivedOn ?? sinceDay(application).toString());
      const due = addWorkingDays(today.calendar, received, definition.route.workingDays);
      const accepted = { acceptedOn: received.toString(), dueOn: due.date.toString(), provisional: due.provisional };
      return (
        early(lastDay(settings.acceptanceWorkingDays, received)) ?? {
          event: { type: 'deemedAccepted', on, ...accepted },
        }
      );
    }
    default:
      return unknownStep(input);
  }
}

function sinceDay(application: Application): Temporal.PlainDate {
  return chinaDate(Temporal.Instant.from(application.stateSince));
}

function unknownStep(input: never): never {
  throw new Error(`unknown step ${JSON.stringify(input)}`);
}
