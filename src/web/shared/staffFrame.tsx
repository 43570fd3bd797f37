import type { ComponentChildren, VNode } from 'preact';
import type { PageContext } from './context.ts';
import { DeskLayout } from './deskLayout.tsx';
import { errorTitle, type FieldError } from './formPage.tsx';
import { PageHeading } from './pageHeading.tsx';

export interface StaffPage {
  readonly title: string;
  readonly note?: string | undefined;
  readonly errors?: readonly FieldError[];
  readonly flash?: VNode | undefined;
  readonly children: ComponentChildren;
}

/** A page before the desk, or beside it: without its menu, since nothing else is open at this moment. */
export function staffFrame(context: PageContext, end: 'institution' | 'authority', page: StaffPage): VNode {
  const { title, note, errors = [], flash, children } = page;
  const actor = context.session?.actor ?? null;
  const staff = actor !== null && actor.end === end ? actor : null;
  const inner = (
    <div class="narrow">
      <PageHeading title={title} note={note} />
      {children}
    </div>
  );
  const shown = { title: errorTitle(title, errors), flash, children: inner };
  return <DeskLayout context={context} end={end} staff={staff} menu={[]} page={shown} />;
}
