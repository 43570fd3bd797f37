import type { ComponentChildren, VNode } from 'preact';
import { listDeskNotices, readDeskNotices } from '../../actions/notice/listDeskNotices.ts';
import { html, redirect } from './answer.ts';
import type { PageContext } from './context.ts';
import { DeskNoticePage } from './deskNoticeList.tsx';
import { on, type Route } from './route.ts';

/** What differs between the notices of institutions and of authorities. */
export interface NoticeDesk {
  readonly end: 'institution' | 'authority';
  readonly name: string;
  readonly paths: { readonly notices: string; readonly application: (id: string) => string };
  readonly frame: (
    context: PageContext,
    page: { title: string; current: 'notices'; children: ComponentChildren },
  ) => VNode;
}

/** 消息 of a desk: read, and marked as read. */
export function deskNoticePages({ end, name, paths, frame }: NoticeDesk): readonly Route[] {
  const { notices: address, application: fileHref } = paths;
  return [
    on[end]('GET', address, `${name}消息`, async (context) => {
      const after = context.query.text('after');
      const page = await listDeskNotices(context.services, context.actor, after);
      const children = (
        <DeskNoticePage context={context} page={page} after={after} address={address} fileHref={fileHref} />
      );
      return html(frame(context, { title: '消息', current: 'notices', children }));
    }),
    on[end]('POST', address, `${name}消息标为已读`, async (context) => {
      await readDeskNotices(context.services, context.actor);
      return redirect(address);
    }),
  ];
}
