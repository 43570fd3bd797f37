import { withQuery } from './paths.ts';

export interface PaginationProps {
  /** Names the list for a screen reader. */
  label: string;
  previousHref?: string | undefined;
  /** A list that is read forward by cursor leads back to its beginning instead. */
  firstHref?: string | undefined;
  nextHref?: string | undefined;
  /** e.g. 第 1–50 件,共 200 件 */
  status?: string | undefined;
}

/** Forward and back by cursor; nothing when everything is on one page. */
export function Pagination({ label, previousHref, firstHref, nextHref, status }: PaginationProps) {
  if (!previousHref && !firstHref && !nextHref && !status) return null;
  return (
    <nav class="paging" aria-label={label}>
      <p>{status}</p>
      <div>
        {firstHref && (
          <a class="ds-button" data-variant="secondary" href={firstHref}>
            第一页
          </a>
        )}
        {previousHref && (
          <a class="ds-button" data-variant="secondary" href={previousHref} rel="prev">
            上一页
          </a>
        )}
        {nextHref && (
          <a class="ds-button" data-variant="secondary" href={nextHref} rel="next">
            下一页
          </a>
        )}
      </div>
    </nav>
  );
}

/** The ways of a list that is read forward by cursor: `asked` is what it was searched by, `next` the cursor of what follows. */
export function waysOn(
  base: string,
  asked: Readonly<Record<string, string | undefined>>,
  { after, next }: { readonly after: string; readonly next: string | null },
): Pick<PaginationProps, 'firstHref' | 'nextHref'> {
  return {
    firstHref: after === '' ? undefined : withQuery(base, asked),
    nextHref: next === null ? undefined : withQuery(base, { ...asked, after: next }),
  };
}
