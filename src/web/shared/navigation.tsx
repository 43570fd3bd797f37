export interface NavItem {
  href: string;
  label: string;
  current?: boolean | undefined;
  count?: number | undefined;
  /** Counting stopped here; there may be more. */
  atLeast?: boolean | undefined;
  /** Key under which the live count of this item is found in the answer of the count address. */
  countKey?: string | undefined;
  /** `late` draws the count in 朱砂; the label must say so in words as well. */
  tone?: 'late' | undefined;
}

export interface QueueNavProps {
  label: string;
  items: readonly NavItem[];
  /** Address that answers `{ [countKey]: number }`; with the desk bundle the counts are then kept up to date. */
  countsHref?: string | undefined;
}

const grouped = new Intl.NumberFormat('zh-CN');

/** The queues of a desk, at the side on a wide screen and above the list on a narrow one. */
export function QueueNav({ label, items, countsHref }: QueueNavProps) {
  return (
    <nav aria-label={label} data-counts={countsHref}>
      <ul class="queues">
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && (
                <span class="count" data-count={item.countKey} data-tone={item.count > 0 ? item.tone : undefined}>
                  {grouped.format(item.count)}
                  {item.atLeast && '+'}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function BackLink({ href, children = '返回' }: { href: string; children?: string | undefined }) {
  return (
    <a class="ds-link back" href={href}>
      {children}
    </a>
  );
}
