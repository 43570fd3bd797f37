import type { ComponentChildren, VNode } from 'preact';
import { listReveals, type RevealPage } from '../../actions/privacy/listReveals.ts';
import { authorityRoles, institutionRoles } from '../../domain/access/actor.ts';
import { revealFields } from '../../domain/privacy/reveal.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { html } from './answer.ts';
import type { PageContext } from './context.ts';
import { type Frame, notFoundPage } from './outcomePage.tsx';
import { PageHeading } from './pageHeading.tsx';
import { Pagination, waysOn } from './pagination.tsx';
import { on, type Route } from './route.ts';
import { type Column, DataTable } from './table.tsx';

/** What differs between the lists of institutions and of authorities. */
export interface RevealLogDesk {
  readonly end: 'institution' | 'authority';
  readonly address: string;
  readonly frame: (
    context: PageContext,
    page: { title: string; current: 'reveals'; children: ComponentChildren },
  ) => VNode;
  readonly message: Frame;
}

type Line = RevealPage['lines'][number];

const title = '完整号码查看记录';
const roles: Readonly<Record<RevealLogDesk['end'], Readonly<Record<string, string>>>> = {
  institution: institutionRoles,
  authority: authorityRoles,
};

function columnsOf(end: RevealLogDesk['end'], today: Temporal.PlainDate): readonly Column<Line>[] {
  const when = (at: string) => formatDateTime(Temporal.Instant.from(at), today);
  return [
    { key: 'at', header: '时间', nowrap: true, rowHeader: true, cell: ({ at }) => when(at) },
    { key: 'reader', header: '查看人', cell: ({ reader, role }) => `${reader}(${roles[end][role] ?? '工作人员'})` },
    { key: 'name', header: '被查看人', cell: ({ name }) => name ?? '不在名册中' },
    { key: 'what', header: '所在页面', cell: ({ what }) => what },
    { key: 'field', header: '查看的内容', cell: ({ field }) => revealFields[field] },
    { key: 'reason', header: '原因', cell: ({ reason }) => reason },
  ];
}

/** Which whole numbers people of an organisation have seen, and why: for its administrator and its auditor. */
export function revealLogPages({ end, address, frame, message }: RevealLogDesk): readonly Route[] {
  return [
    on[end]('GET', address, title, async (context) => {
      const { services, actor, query } = context;
      const after = query.text('after');
      const outcome = await listReveals(services, actor, after);
      if (outcome.kind !== 'done') return notFoundPage(context, message);
      const { lines, next } = outcome.value;
      const children = (
        <>
          <PageHeading title={title} note="本单位人员查看完整证件号码、资格证书编码等的记录,不能修改或删除。" />
          <DataTable
            id="reveals"
            caption={title}
            captionHidden
            columns={columnsOf(end, chinaDate(services.clock.now()))}
            rows={lines}
            rowKey={({ id }) => id}
            empty={{ title: '还没有人查看过完整号码' }}
          />
          <Pagination label="翻页" {...waysOn(address, {}, { after, next })} />
        </>
      );
      return html(frame(context, { title, current: 'reveals', children }));
    }),
  ];
}
