import { parsePlainDate } from '../../domain/fields/plainDate.ts';
import type { Answers } from '../../domain/procedure/application.ts';
import type { StepInput } from '../../domain/procedure/decide.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import { normalizeAnswer } from '../../domain/procedure/field.ts';

/** What was typed into a report, as it is kept: only the questions this kind asks, days as YYYY-MM-DD where they can be read. */
export function reportInput(
  { route }: Definition,
  typed: { readonly answers: Answers; readonly knownOn: string },
  number: string,
): StepInput {
  const fields = route.report?.fields ?? [];
  const known = parsePlainDate(typed.knownOn);
  return {
    step: 'report',
    number,
    answers: Object.fromEntries(
      fields.map((field): [string, string] => [field.key, normalizeAnswer(field, typed.answers[field.key] ?? '')]),
    ),
    knownOn: known.ok ? known.value.toString() : typed.knownOn,
  };
}
