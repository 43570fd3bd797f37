import type { FieldRefusal } from '../vocabulary/fieldTexts.ts';

/**
 * What reading a field can end in. A parser of this folder takes what a person typed (or a file carried) and
 * returns a value or one refusal; it never throws. The words for each code are in `vocabulary/fieldTexts.ts`.
 */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: FieldRefusal };

export function accepted<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function refused(code: FieldRefusal): { readonly ok: false; readonly code: FieldRefusal } {
  return { ok: false, code };
}
