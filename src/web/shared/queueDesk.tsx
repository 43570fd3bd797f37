import type { ComponentChildren, VNode } from 'preact';
import { listQueue, type QueueLine } from '../../actions/desk/listQueue.ts';
import { searchFiles } from '../../actions/desk/searchFiles.ts';
import { openSearch, sealSearch } from '../../actions/desk/searchWords.ts';
import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type Answer, html, redirect } from './answer.ts';
import type { ActorContext, PageContext } from './context.ts';
import { DeskColumns } from './deskColumns.tsx';
import { TextField } from './fields.tsx';
import { Filters } from './filters.tsx';
import { PageHeading } from './pageHeading.tsx';
import { Pagination, waysOn } from './pagination.tsx';
import { withQuery } from './paths.ts';
import { type QueueColumns, queueColumns, queueItems } from './queueTable.tsx';
import { type Column, DataTable } from './table.tsx';

/** What differs between the queues of institutions and of authorities. */
export interface QueueDesk<Name extends string> {
  readonly title: string;
  readonly queue: Name;
  readonly labels: Readonly<Record<Name, string>>;
  readonly empties: Readonly<Record<Name, string>>;
  /** Whose files of this queue. */
  readonly asked: Parameters<typeof listQueue>[1];
  readonly paths: { readonly applications: string; readonly application: (id: string) => string };
  /** Where the counts at the side are kept up to date from. */
  readonly countsHref: string | undefined;
  /** Filters beside the search, and what of them goes along with every link. */
  readonly filters?: ComponentChildren;
  readonly kept?: Readonly<Record<string, string | undefined>>;
  /** What was searched for may be in any state. */
  readonly columns: (all: QueueColumns, searched: boolean) => readonly Column<QueueLine>[];
  readonly frame: (
    context: PageContext,
    page: { title: string; current: 'applications'; children: ComponentChildren },
  ) => VNode;
}

/** A queue: the others at the side, the search above, twenty rows, and the way on. */
export async function queueDesk<Name extends string>(
  context: ActorContext<InstitutionActor | AuthorityActor>,
  desk: QueueDesk<Name>,
): Promise<Answer> {
  const { services, actor, query } = context;
  const { title, queue, labels, paths, kept = {} } = desk;
  const base = paths.applications;
  const asked = query.text('asked');
  // `q` is what somebody has typed into the address themselves.
  const words = openSearch(services, actor, asked).q ?? query.text('q');
  const after = query.text('after');
  const [page, found] = await Promise.all([
    listQueue(services, desk.asked, after),
    words === '' ? null : searchFiles(services, actor, words),
  ]);
  const all = queueColumns(paths.application, chinaDate(services.clock.now()).toString());
  const current = found === null ? queue : null;
  const items = queueItems<Name>(labels, base, { current, counts: page.counts, query: kept });
  const next = found === null ? page.next : null;
  const children = (
    <DeskColumns nav={{ label: title, items, countsHref: desk.countsHref }}>
      <PageHeading title={found === null ? labels[queue] : `查找“${words}”`} />
      <Filters context={context} action={base} main="查找">
        <TextField name="q" label="姓名或编号" type="search" value={words} />
        {desk.filters}
      </Filters>
      <DataTable
        id="queue"
        caption="业务列表"
        captionHidden
        columns={desk.columns(all, found !== null)}
        rows={found ?? page.lines}
        rowKey={(line) => line.id}
        empty={{ title: found === null ? desk.empties[queue] : '没有找到。请输入完整的编号,或姓名的开头' }}
      />
      <Pagination label="翻页" {...waysOn(base, { state: queue, ...kept }, { after, next })} />
    </DeskColumns>
  );
  return html(desk.frame(context, { title, current: 'applications', children }));
}

/** 查找: on to the list of what was searched for, which stands sealed in its address. */
export async function searchQueue(
  { services, actor, form }: ActorContext<InstitutionActor | AuthorityActor>,
  base: string,
): Promise<Answer> {
  const asked = sealSearch(services, actor, { q: form.text('q') });
  return redirect(withQuery(base, { state: form.text('state'), below: form.text('below'), asked }));
}
