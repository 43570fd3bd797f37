import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import type { Answers } from './application.ts';
import type { Definition } from './definition.ts';
import type { Facts } from './facts.ts';
import { askedFields, checkAnswer, type Field } from './field.ts';
import { institutionRefused } from './stands.ts';

/** What the applicant has typed so far. */
export interface TypedSoFar {
  readonly answers: Answers;
  readonly institutionId: string | null;
  readonly photoId: string | null;
}

/** The pages on which an application is filled in; the last is always `check`. */
export type FormPageName = 'edit' | 'form' | 'check';

/** A kind without a 业务打印表单 of its own goes straight to checking (指南 06–09). */
export function pagesOf(definition: Definition): readonly FormPageName[] {
  return definition.form.printed.length > 0 ? ['edit', 'form', 'check'] : ['edit', 'check'];
}

export function nextPage(definition: Definition, page: FormPageName): FormPageName {
  const pages = pagesOf(definition);
  return pages[pages.indexOf(page) + 1] ?? 'check';
}

export function previousPage(definition: Definition, page: FormPageName): FormPageName {
  const pages = pagesOf(definition);
  return pages[pages.indexOf(page) - 1] ?? 'edit';
}

/** Everything that stands in the way on one page; on `check`, on all of them. */
export function refusalsOn(
  page: FormPageName,
  definition: Definition,
  facts: Facts,
  typed: TypedSoFar,
  today: string,
): readonly Refusal[] {
  switch (page) {
    case 'edit':
      return firstPage(definition, facts, typed, today);
    case 'form':
      return answered(definition.form.printed, facts, typed, today);
    case 'check':
      return [...firstPage(definition, facts, typed, today), ...answered(definition.form.printed, facts, typed, today)];
    default:
      return unknownPage(page);
  }
}

/** The page on which a refusal can be cured. */
export function pageOfField(definition: Definition, field: string | undefined): FormPageName {
  return definition.form.printed.some(({ key }) => key === field) ? 'form' : 'edit';
}

/** Answers to begin with: what the roster and the account already know. */
export function prefilled(definition: Definition, facts: Facts): Answers {
  const fields = [...definition.form.apply, ...definition.form.printed];
  const known = fields.map((field): [string, string] => [field.key, field.prefill?.(facts) ?? '']);
  return Object.fromEntries(known.filter(([, value]) => value !== ''));
}

function firstPage(definition: Definition, facts: Facts, typed: TypedSoFar, today: string): readonly Refusal[] {
  const unknown = typed.institutionId !== null && facts.institution === null;
  return [
    ...(definition.form.photo && typed.photoId === null ? [refusal('photo.required', 'photo')] : []),
    ...(unknown ? [refusal('institution.unknown', 'institution')] : institutionRefused(definition, facts, today)),
    ...definition.whoMayStart(facts, today),
    ...answered(definition.form.apply, facts, typed, today),
    ...(definition.form.together?.(facts, typed.answers, today) ?? []),
  ];
}

function answered(fields: readonly Field[], facts: Facts, { answers }: TypedSoFar, today: string): readonly Refusal[] {
  return askedFields(fields, facts, today).flatMap((field) => checkAnswer(field, answers[field.key] ?? '', today));
}

function unknownPage(page: never): never {
  throw new Error(`unknown page ${String(page)}`);
}
