import type { ComponentChildren } from 'preact';

export interface SummaryRow {
  label: string;
  value: ComponentChildren;
  /** Where this answer can be changed. */
  changeHref?: string | undefined;
}

export interface SummaryListProps {
  rows: readonly SummaryRow[];
}

/** Check your answers; also the facts of a file. An answer left out says so. */
export function SummaryList({ rows }: SummaryListProps) {
  return (
    <dl class="summary">
      {rows.map(({ label, value, changeHref }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value === '' || value === undefined || value === null ? <span class="quiet">未填写</span> : value}</dd>
          {changeHref && (
            <dd class="act">
              <a href={changeHref}>
                修改<span class="sr-only">:{label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
