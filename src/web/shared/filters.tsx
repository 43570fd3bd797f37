import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';

export interface FiltersProps {
  /** Address of the list, asked again with what is chosen here. */
  readonly action: string;
  /** The word on the button. */
  readonly main: string;
  readonly children: ComponentChildren;
}

/** What a list is searched and narrowed by, in one row above it. */
export function Filters({ action, main, children }: FiltersProps) {
  return (
    <form class="filters" method="get" action={action}>
      {children}
      <Button kind="secondary">{main}</Button>
    </form>
  );
}
