import type { ComponentChildren } from 'preact';

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger';

export interface NoticeProps {
  tone: NoticeTone;
  title?: ComponentChildren | undefined;
  children?: ComponentChildren | undefined;
}

/** A message that belongs to the page itself. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div class="ds-alert" data-color={tone}>
      {title && <h2>{title}</h2>}
      {children}
    </div>
  );
}

export interface FlashProps {
  tone?: NoticeTone | undefined;
  children: ComponentChildren;
}

/** What the last step did, said once on the next page. */
export function Flash({ tone = 'success', children }: FlashProps) {
  return (
    <div class="ds-alert" data-color={tone} role="status">
      <p>{children}</p>
    </div>
  );
}
