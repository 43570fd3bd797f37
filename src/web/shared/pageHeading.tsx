import type { ComponentChildren } from 'preact';

export interface PageHeadingProps {
  title: ComponentChildren;
  /** One sentence under the heading: what this page is for, or the number of the application. */
  note?: ComponentChildren | undefined;
}

/** The one heading that says where I am. */
export function PageHeading({ title, note }: PageHeadingProps) {
  return (
    <div class="heading">
      <h1>{title}</h1>
      {note && <p>{note}</p>}
    </div>
  );
}
