import type { NoticePage } from '../../actions/notice/listDeskNotices.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { Button } from './button.tsx';
import type { PageContext } from './context.ts';
import { FormGuard } from './formGuard.tsx';
import { PageHeading } from './pageHeading.tsx';
import { Pagination, waysOn } from './pagination.tsx';
import { Tag } from './tag.tsx';

export interface DeskNoticeListProps {
  readonly context: PageContext;
  readonly notices: NoticePage['notices'];
  readonly fileHref: (id: string) => string;
}

/** Notices to a desk, the newest first, each leading to its file. */
export function DeskNoticeList({ context, notices, fileHref }: DeskNoticeListProps) {
  if (notices.length === 0) return <p class="quiet">还没有消息。</p>;
  const today = chinaDate(context.services.clock.now());
  return (
    <ul class="desk-notices">
      {notices.map(({ id, title, body, at, readAt, applicationId }) => (
        <li key={id}>
          <p>
            <strong>{title}</strong> {readAt === null && <Tag tone="info">未读</Tag>}{' '}
            <time class="quiet" dateTime={at}>
              {formatDateTime(Temporal.Instant.from(at), today)}
            </time>
          </p>
          <p>
            {body} {applicationId !== null && <a href={fileHref(applicationId)}>查看</a>}
          </p>
        </li>
      ))}
    </ul>
  );
}

export interface DeskNoticePageProps {
  readonly context: PageContext;
  readonly page: NoticePage;
  readonly after: string;
  /** Address of the notices of this end. */
  readonly address: string;
  readonly fileHref: (id: string) => string;
}

/** All notices to a desk; one colleague marks them read for all. */
export function DeskNoticePage({ context, page, after, address, fileHref }: DeskNoticePageProps) {
  const unread = page.notices.some(({ readAt }) => readAt === null);
  return (
    <>
      <PageHeading title="消息" />
      {unread && (
        <form method="post" action={address}>
          <FormGuard context={context} />
          <Button kind="secondary">全部标为已读</Button>
        </form>
      )}
      <DeskNoticeList context={context} notices={page.notices} fileHref={fileHref} />
      <Pagination label="翻页" {...waysOn(address, {}, { after, next: page.next })} />
    </>
  );
}
