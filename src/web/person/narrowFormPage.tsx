import type { ComponentChildren, VNode } from 'preact';
import type { PageContext } from '../shared/context.ts';
import { errorTitle, type FieldError } from '../shared/formPage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { saidOn } from './said.tsx';
import { type PersonPage, personPage } from './shell.tsx';

export interface NarrowFormPage {
  readonly title: string;
  readonly note?: string;
  readonly current?: PersonPage['current'];
  readonly errors: readonly FieldError[];
  readonly children: ComponentChildren;
}

/** A page of one form; what the last step did is said until something is wrong. */
export function narrowFormPage(
  context: PageContext,
  { title, note, current, errors, children }: NarrowFormPage,
): VNode {
  return personPage(context, {
    title: errorTitle(title, errors),
    ...(current === undefined ? {} : { current }),
    scripts: true,
    flash: errors.length === 0 ? saidOn(context) : undefined,
    children: (
      <div class="narrow">
        <PageHeading title={title} note={note} />
        {children}
      </div>
    ),
  });
}
