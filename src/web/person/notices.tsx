import { listNotices, type NoticePage } from '../../actions/notice/listNotices.ts';
import { markNoticesRead } from '../../actions/notice/markNoticesRead.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { EmptyState } from '../shared/emptyState.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { Pagination } from '../shared/pagination.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { Tag } from '../shared/tag.tsx';
import { saidOn } from './said.tsx';
import { personPage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

const title = '消息';

async function showNotices(context: PersonContext): Promise<Answer> {
  const before = context.query.text('before');
  const page = await listNotices(context.services, context.actor, before === '' ? null : before);
  const { notices, unread, next } = page;
  const children = (
    <>
      <PageHeading title={title} note={unread > 0 ? `${unread} 条未读` : '没有未读消息'} />
      {unread > 0 && (
        <form method="post" action={paths.person.notices}>
          <FormGuard context={context} />
          <Button kind="secondary">全部标为已读</Button>
        </form>
      )}
      <section class="section">
        {notices.length === 0 && <EmptyState title="还没有消息">业务有进展时,会在这里告诉您,同时发短信。</EmptyState>}
        {notices.map((notice) => (
          <One key={notice.id} notice={notice} today={chinaDate(context.services.clock.now())} />
        ))}
        <Pagination
          label="消息分页"
          previousHref={before === '' ? undefined : paths.person.notices}
          nextHref={next === null ? undefined : withQuery(paths.person.notices, { before: next })}
        />
      </section>
    </>
  );
  return html(personPage(context, { title, current: 'notices', flash: saidOn(context), children }));
}

function One({ notice, today }: { notice: NoticePage['notices'][number]; today: Temporal.PlainDate }) {
  const { title: subject, body, at, readAt, applicationId } = notice;
  return (
    <Card
      title={
        <>
          {subject} {readAt === null && <Tag tone="info">未读</Tag>}
        </>
      }
      aside={<time dateTime={at}>{formatDateTime(Temporal.Instant.from(at), today)}</time>}
    >
      <p>{body}</p>
      {applicationId !== null && (
        <p>
          <a href={paths.person.application(applicationId)}>
            查看这件业务<span class="sr-only">:{subject}</span>
          </a>
        </p>
      )}
    </Card>
  );
}

async function postRead(context: PersonContext): Promise<Answer> {
  await markNoticesRead(context.services, context.actor);
  return redirect(withQuery(paths.person.notices, { said: 'read' }));
}

export const noticePages: readonly Route[] = [
  on.physician('GET', paths.person.notices, title, showNotices),
  on.physician('POST', paths.person.notices, '全部标为已读', postRead, { whileFrozen: true }),
];
