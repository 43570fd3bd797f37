import { listQueue } from '../../actions/desk/listQueue.ts';
import { type AuthorityQueue, authorityQueueLabels } from '../../actions/desk/queueLabels.ts';
import { readAuthorityFigures, soonWorkingDays } from '../../actions/desk/readFigures.ts';
import { listDeskNotices } from '../../actions/notice/listDeskNotices.ts';
import { json } from '../shared/answer.ts';
import { deskHome } from '../shared/deskHome.tsx';
import type { KeyFigure } from '../shared/keyFigures.tsx';
import { paths } from '../shared/paths.ts';
import { queueItems } from '../shared/queueTable.tsx';
import { on, type Route } from '../shared/route.ts';
import { authorityPage } from './shell.tsx';

const urgent = 10;

const home = on.authority('GET', paths.authority.home, '主管部门端工作台', async (context) => {
  const { services, actor } = context;
  const own = { owner: 'authority', ownerId: actor.authorityId } as const;
  const [figures, waiting, accepted, news] = await Promise.all([
    readAuthorityFigures(services, actor),
    listQueue(services, { ...own, queue: 'atAuthority' }, ''),
    listQueue(services, { ...own, queue: 'accepted' }, ''),
    listDeskNotices(services, actor, '', 5),
  ]);
  const lines = [...waiting.lines, ...accepted.lines].toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''));
  return deskHome(context, {
    list: '业务审批',
    queues: queueItems<AuthorityQueue>(authorityQueueLabels, paths.authority.applications, {
      current: null,
      counts: waiting.counts,
    }),
    figures: figuresOf(figures, actor.consents),
    first: {
      id: 'urgent',
      caption: '最紧急的业务',
      columns: (all) => [all.number, all.kind, all.applicant, all.institution, all.state, all.left],
      rows: lines.slice(0, urgent),
      empty: { title: '没有待办理的业务', children: '机构审核通过的申请会出现在这里。' },
    },
    news,
    paths: paths.authority,
    frame: authorityPage,
  });
});

function figuresOf(figures: Awaited<ReturnType<typeof readAuthorityFigures>>, consents: boolean): readonly KeyFigure[] {
  return [
    { label: '待受理', value: figures.atAuthority, unit: '件' },
    { label: '审批中', value: figures.accepted, unit: '件' },
    { label: `${soonWorkingDays}个工作日内到期`, value: figures.soon, unit: '件' },
    { label: '已超期', value: figures.late, unit: '件', tone: figures.late > 0 ? 'late' : undefined },
    { label: '待补正', value: figures.supplement, unit: '件' },
    { label: '今年再次补正', value: figures.askedAgain, unit: '次' },
    { label: '机构超期', value: figures.escalated, unit: '件', tone: figures.escalated > 0 ? 'late' : undefined },
    ...(consents ? [{ label: '跨省同意', value: figures.consents, unit: '件' }] : []),
  ];
}

const counts = on.authority(
  'GET',
  paths.authority.counts,
  '主管部门端队列件数',
  async ({ services, actor }) => {
    const { atAuthority, accepted, supplement, atConsent, escalated } = await readAuthorityFigures(services, actor);
    return json({ atAuthority, accepted, supplement, atConsent, escalated });
  },
  { unattended: true },
);

export const homePages: readonly Route[] = [home, counts];
