import { listDeskNotices, readDeskNotices } from '../../actions/notice/listDeskNotices.ts';
import { html, redirect } from '../shared/answer.ts';
import { DeskNoticePage } from '../shared/deskNoticeList.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { authorityPage } from './shell.tsx';

const notices = on.authority('GET', paths.authority.notices, '主管部门端消息', async (context) => {
  const after = context.query.text('after');
  const page = await listDeskNotices(context.services, context.actor, after);
  return html(
    authorityPage(context, {
      title: '消息',
      current: 'notices',
      children: (
        <DeskNoticePage
          context={context}
          page={page}
          after={after}
          address={paths.authority.notices}
          fileHref={paths.authority.application}
        />
      ),
    }),
  );
});

const read = on.authority('POST', paths.authority.notices, '主管部门端消息标为已读', async (context) => {
  await readDeskNotices(context.services, context.actor);
  return redirect(paths.authority.notices);
});

export const noticesPages: readonly Route[] = [notices, read];
