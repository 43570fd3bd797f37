import { randomUUID } from 'node:crypto';
import type { StepForm } from '../../actions/application/stepForm.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import type { PageContext } from './context.ts';
import type { FieldError } from './formPage.tsx';

/** Hidden fields of every posting form: where it came from, and a key so that sending it twice does it once. */
export function FormGuard({ context }: { context: PageContext }) {
  return (
    <>
      <input type="hidden" name="_csrf" value={context.csrf} />
      <input type="hidden" name="_key" value={randomUUID()} />
    </>
  );
}

/** The same for a step of an application: also the version the person is looking at. */
export function StepGuard({ context, version }: { context: PageContext; version: number }) {
  return (
    <>
      <FormGuard context={context} />
      <input type="hidden" name="_version" value={String(version)} />
    </>
  );
}

/** Reads what StepGuard wrote; `location` is where the person goes when it is done. */
export function stepForm(context: PageContext, applicationId: string, location: string): StepForm {
  const version = Number(context.form.text('_version'));
  const key = context.form.text('_key');
  return {
    applicationId,
    version: Number.isInteger(version) ? version : -1,
    // Only what FormGuard gives: a longer one would not fit the index.
    key: isUuid(key) ? key : randomUUID(),
    location,
  };
}

/** Refusals as the form shows them. */
export function fieldErrors(refusals: readonly Refusal[]): FieldError[] {
  return refusals.map((refusal) => ({ field: refusal.field ?? '', message: refusalText(refusal) }));
}
