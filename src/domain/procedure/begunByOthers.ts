import { refusal } from '../vocabulary/refusals.ts';
import type { Application } from './application.ts';
import type { Decision, StepInput, Today } from './decide.ts';
import { notThisWay } from './decision.ts';
import type { Definition } from './definition.ts';
import type { Facts } from './facts.ts';
import { askedFields, checkAnswer, type Field } from './field.ts';
import { settings } from './settings.ts';
import { institutionRefused, ruledOut } from './stands.ts';

/** The kind that nobody reviews: the conditions hold, or each is told with its cure. */
export function claim(definition: Definition, number: string, facts: Facts, on: string): Decision {
  const refusals = definition.whoMayStart(facts, on);
  return refusals.length > 0 ? { refusals } : { event: { type: 'claimed', on, number } };
}

type ReportInput = Extract<StepInput, { step: 'report' }>;

/** An institution reports somebody who left, or a ground for deregistration (医师法17: within thirty days of knowing). */
export function report(
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
