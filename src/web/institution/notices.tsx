import { listDeskNotices, readDeskNotices } from '../../actions/notice/listDeskNotices.ts';
import { html, redirect } from '../shared/answer.ts';
import { DeskNoticePage } from '../shared/deskNoticeList.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { institutionPage } from './shell.tsx';

const notices = on.institution('GET', paths.institution.notices, '机构端消息', async (context) => {
  const after = context.query.text('after');
  const page = await listDeskNotices(context.services, context.actor, after);
  return html(
    institutionPage(context, {
      title: '消息',
      current: 'notices',
      children: (
        <DeskNoticePage
          context={context}
          page={page}
          after={after}
          address={paths.institution.notices}
          fileHref={paths.institution.application}
        />
      ),
    }),
  );
});

const read = on.institution('POST', paths.institution.notices, '机构端消息标为已读', async (context) => {
  await readDeskNotices(context.services, context.actor);
  return redirect(paths.institution.notices);
});

export const noticesPages: readonly Route[] = [notices, read];
