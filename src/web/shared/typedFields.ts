import type { PageContext } from './context.ts';
import { type FieldError, findError } from './formPage.tsx';

/** Name, what was typed and what is wrong with it, for the fields of a form: `<TextField {...typed('phone')} … />`. */
export function typedFields({ form }: PageContext, errors: readonly FieldError[]) {
  return (name: string) => ({ name, value: form.text(name), error: findError(errors, name) });
}
