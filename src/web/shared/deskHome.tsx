import type { ComponentChildren } from 'preact';
import type { QueueLine } from '../../actions/desk/listQueue.ts';
import type { NoticePage } from '../../actions/notice/listDeskNotices.ts';
import { Card } from './card.tsx';
import type { PageContext } from './context.ts';
import { DeskColumns } from './deskColumns.tsx';
import { DeskNoticeList } from './deskNoticeList.tsx';
import { type KeyFigure, KeyFigures } from './keyFigures.tsx';
import type { QueueNavProps } from './navigation.tsx';
import { PageHeading } from './pageHeading.tsx';
import { DataTable, type DataTableProps } from './table.tsx';

export interface DeskHomeProps {
  readonly context: PageContext;
  readonly nav: QueueNavProps;
  readonly note?: ComponentChildren;
  readonly figures: readonly KeyFigure[];
  /** The files to begin with. */
  readonly first: Omit<DataTableProps<QueueLine>, 'rowKey'>;
  readonly news: NoticePage;
  readonly paths: { readonly notices: string; readonly application: (id: string) => string };
}

/** 工作台: how much there is, what to begin with, and what is new. */
export function DeskHome({ context, nav, note, figures, first, news, paths }: DeskHomeProps) {
  return (
    <DeskColumns nav={nav}>
      <PageHeading title="工作台" note={note} />
      <KeyFigures figures={figures} />
      <DataTable {...first} rowKey={(line) => line.id} />
      <Card title="消息" aside={<a href={paths.notices}>全部消息</a>}>
        <DeskNoticeList notices={news.notices} fileHref={paths.application} context={context} />
      </Card>
    </DeskColumns>
  );
}
