import type { ComponentChildren } from 'preact';
import { ButtonLink } from './button.tsx';

export interface EmptyStateProps {
  title: string;
  /** Why it is empty and what to do. */
  children?: ComponentChildren | undefined;
  action?: { href: string; label: string } | undefined;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div class="empty">
      <p class="title">{title}</p>
      {children && <p>{children}</p>}
      {action && (
        <ButtonLink href={action.href} kind="secondary">
          {action.label}
        </ButtonLink>
      )}
    </div>
  );
}
