import type { ComponentChildren, VNode } from 'preact';
import type { QueueLine } from '../../actions/desk/listQueue.ts';
import type { NoticePage } from '../../actions/notice/listDeskNotices.ts';
import type { StaffActor } from '../../actions/secondFactor/staffActor.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type Answer, html } from './answer.ts';
import { Card } from './card.tsx';
import type { ActorContext, PageContext } from './context.ts';
import { DeskColumns } from './deskColumns.tsx';
import { DeskNoticeList } from './deskNoticeList.tsx';
import { IdNumberMissing } from './idNumberPages.tsx';
import { type KeyFigure, KeyFigures } from './keyFigures.tsx';
import type { NavItem } from './navigation.tsx';
import { PageHeading } from './pageHeading.tsx';
import { type QueueColumns, queueColumns } from './queueTable.tsx';
import { type Column, DataTable, type DataTableProps } from './table.tsx';

/** The files to begin with. */
interface FirstFiles extends Pick<DataTableProps<QueueLine>, 'id' | 'caption' | 'rows' | 'empty'> {
  readonly columns: (all: QueueColumns) => readonly Column<QueueLine>[];
}

/** What differs between the home of institutions and of authorities. */
export interface HomeDesk {
  /** Name of the queues at the side. */
  readonly list: string;
  readonly queues: readonly NavItem[];
  readonly note?: string;
  readonly figures: readonly KeyFigure[];
  readonly first: FirstFiles;
  readonly news: NoticePage;
  readonly paths: {
    readonly counts: string;
    readonly notices: string;
    readonly application: (id: string) => string;
  };
  readonly frame: (
    context: PageContext,
    page: { title: string; current: 'home'; children: ComponentChildren },
  ) => VNode;
}

const title = '工作台';

/** 工作台: how much there is, what to begin with, and what is new. */
export function deskHome(
  context: ActorContext<StaffActor>,
  { list, queues, note, figures, first, news, paths, frame }: HomeDesk,
): Answer {
  const today = chinaDate(context.services.clock.now()).toString();
  const columns = first.columns(queueColumns(paths.application, today));
  const children = (
    <DeskColumns nav={{ label: list, items: queues, countsHref: paths.counts }}>
      <PageHeading title={title} note={note} />
      <IdNumberMissing actor={context.actor} />
      <KeyFigures figures={figures} />
      <DataTable {...first} columns={columns} rowKey={(line) => line.id} />
      <Card title="消息" aside={<a href={paths.notices}>全部消息</a>}>
        <DeskNoticeList notices={news.notices} fileHref={paths.application} context={context} />
      </Card>
    </DeskColumns>
  );
  return html(frame(context, { title, current: 'home', children }));
}
