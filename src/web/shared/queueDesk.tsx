import type { ComponentChildren, VNode } from 'preact';
import type { QueueLine } from '../../actions/desk/listQueue.ts';
import { DeskColumns } from './deskColumns.tsx';
import { TextField } from './fields.tsx';
import { Filters } from './filters.tsx';
import type { QueueNavProps } from './navigation.tsx';
import { Pagination, type PaginationProps } from './pagination.tsx';
import { type Column, DataTable } from './table.tsx';

export interface QueueDeskProps {
  readonly heading: VNode;
  readonly nav: QueueNavProps;
  /** Address of the queue page, to which the search is sent. */
  readonly action: string;
  readonly words: string;
  /** More filters beside the search. */
  readonly filters?: ComponentChildren;
  readonly columns: readonly Column<QueueLine>[];
  readonly lines: readonly QueueLine[];
  readonly empty: string;
  readonly ways: Pick<PaginationProps, 'firstHref' | 'nextHref'>;
}

/** A queue: the others at the side, the search above, twenty rows, and the way on. */
export function QueueDesk(props: QueueDeskProps) {
  const { heading, nav, action, words, filters, columns, lines, empty, ways } = props;
  return (
    <DeskColumns nav={nav}>
      {heading}
      <Filters action={action} main="查找">
        <TextField name="q" label="姓名或编号" type="search" value={words} />
        {filters}
      </Filters>
      <DataTable
        id="queue"
        caption="业务列表"
        captionHidden
        columns={columns}
        rows={lines}
        rowKey={(line) => line.id}
        empty={{ title: empty }}
      />
      <Pagination label="翻页" {...ways} />
    </DeskColumns>
  );
}
