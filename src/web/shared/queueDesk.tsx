import type { ComponentChildren, VNode } from 'preact';
import type { QueueLine } from '../../actions/desk/listQueue.ts';
import { Button } from './button.tsx';
import { TextField } from './fields.tsx';
import { QueueNav, type QueueNavProps } from './navigation.tsx';
import { Pagination } from './pagination.tsx';
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
  readonly firstHref: string | undefined;
  readonly nextHref: string | undefined;
}

/** A queue: the others at the side, the search above, twenty rows, and the way on. */
export function QueueDesk(props: QueueDeskProps) {
  const { heading, nav, action, words, filters, columns, lines, empty, firstHref, nextHref } = props;
  return (
    <div class="desk">
      <aside>
        <QueueNav {...nav} />
      </aside>
      <div>
        {heading}
        <form class="filters" method="get" action={action}>
          <TextField name="q" label="姓名或编号" type="search" value={words} />
          {filters}
          <Button kind="secondary">查找</Button>
        </form>
        <DataTable
          id="queue"
          caption="业务列表"
          captionHidden
          columns={columns}
          rows={lines}
          rowKey={(line) => line.id}
          empty={{ title: empty }}
        />
        <Pagination label="翻页" firstHref={firstHref} nextHref={nextHref} />
      </div>
    </div>
  );
}
