import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { fieldErrors } from './formGuard.tsx';
import type { FieldError } from './formPage.tsx';
import type { Form } from './forms.ts';

/** All that is wrong with a form: where the text itself is damaged, that is said instead of "please fill in". */
export function shownErrors(form: Form, refusals: readonly Refusal[]): FieldError[] {
  const damaged = new Set(form.refusals.map(({ field }) => field));
  return fieldErrors([...form.refusals, ...refusals.filter(({ field }) => field === undefined || !damaged.has(field))]);
}
