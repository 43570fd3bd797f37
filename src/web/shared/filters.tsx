import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';
import type { PageContext } from './context.ts';
import { FormGuard } from './formGuard.tsx';

export interface FiltersProps {
  readonly context: PageContext;
  /** Address of the list. It is posted to: what is searched for is often a name, which belongs into no address. */
  readonly action: string;
  /** The word on the button. */
  readonly main: string;
  readonly children: ComponentChildren;
}

/** What a list is searched and narrowed by, in one row above it. */
export function Filters({ context, action, main, children }: FiltersProps) {
  return (
    <form class="filters" method="post" action={action}>
      <FormGuard context={context} />
      {children}
      <Button kind="secondary">{main}</Button>
    </form>
  );
}
