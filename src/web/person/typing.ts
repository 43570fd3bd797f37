import type { TypedForm } from '../../actions/application/saveDraft.ts';
import { type OwnApplication, viewOwnApplication } from '../../actions/application/viewOwnApplication.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { type FormPageName, pagesOf } from '../../domain/procedure/draft.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, redirect } from '../shared/answer.ts';
import type { ActorContext } from '../shared/context.ts';
import type { Form } from '../shared/forms.ts';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';
import { personMessage } from './shell.tsx';

export type PersonContext = ActorContext<PersonActor>;

/** The pages of filling in, each under its address. */
export const pagePaths: Readonly<Record<FormPageName, (id: string) => string>> = {
  edit: paths.person.applicationEdit,
  form: paths.person.applicationForm,
  check: paths.person.applicationCheck,
};

/** The application of a page on which it is filled in, or where to go instead. */
export async function editableOf(
  context: PersonContext,
): Promise<{ readonly view: OwnApplication } | { readonly instead: Answer }> {
  const view = await viewOwnApplication(context.services, context.actor, context.params.id ?? '');
  if (view === undefined) return { instead: notFoundPage(context, personMessage) };
  return view.editable ? { view } : { instead: redirect(paths.person.application(view.row.id)) };
}

/** What a form brought, without what cannot be kept as text. */
export function typedForm(form: Form): TypedForm {
  const damaged = new Set(form.refusals.map(({ field }) => field));
  const answers = Object.fromEntries(Object.entries(form.values).filter(([name]) => !damaged.has(name)));
  return { answers, institutionId: form.values.institution };
}

/** At one field the first reason is enough; those about the whole are all kept. */
export function allAtOnce(...refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.filter(
    (each, index) => each.field === undefined || refusals.findIndex(({ field }) => field === each.field) === index,
  );
}

/** 第 1 步,共 3 步 */
export function stepWords(view: OwnApplication, page: FormPageName): string {
  const pages = pagesOf(view.definition);
  return `第 ${pages.indexOf(page) + 1} 步,共 ${pages.length} 步`;
}
