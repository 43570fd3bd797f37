import type { Refusal } from '../../domain/vocabulary/refusals.ts';

/** What every step form carries besides its own fields. */
export interface StepForm {
  readonly applicationId: string;
  /** The version the person was looking at. */
  readonly version: number;
  /** Fresh for each form; the same form sent twice gets the same answer. */
  readonly key: string;
  /** Where the person goes afterwards. */
  readonly location: string;
  /** What the page itself found wrong (damaged text, a tick that is missing), told together with what the rules find. */
  readonly refusals?: readonly Refusal[];
}

/** What makes two sendings the same: the file, the version looked at and where it leads. */
export function requestOf(form: StepForm): string {
  return `${form.applicationId}@${form.version}>${form.location}`;
}

/** A damaged text is also an empty one: at one field the first reason is enough. */
export function allAtOnce(found: readonly Refusal[], decided: readonly Refusal[]): readonly Refusal[] {
  const fields = new Set(found.map(({ field }) => field));
  return [...found, ...decided.filter(({ field }) => field === undefined || !fields.has(field))];
}
