import { listQueue } from '../../actions/desk/listQueue.ts';
import { type InstitutionQueue, institutionQueueLabels } from '../../actions/desk/queueLabels.ts';
import { readInstitutionFigures } from '../../actions/desk/readFigures.ts';
import { listDeskNotices } from '../../actions/notice/listDeskNotices.ts';
import { settings } from '../../domain/procedure/settings.ts';
import { json } from '../shared/answer.ts';
import { deskHome } from '../shared/deskHome.tsx';
import { paths } from '../shared/paths.ts';
import { queueItems } from '../shared/queueTable.tsx';
import { on, type Route } from '../shared/route.ts';
import { institutionPage } from './shell.tsx';

const latest = 10;

const home = on.institution('GET', paths.institution.home, '机构端工作台', async (context) => {
  const { services, actor } = context;
  const [figures, queue, news] = await Promise.all([
    readInstitutionFigures(services, actor),
    listQueue(services, { owner: 'institution', queue: 'atInstitution', ownerId: actor.institutionId }, ''),
    listDeskNotices(services, actor, '', 5),
  ]);
  return deskHome(context, {
    list: '业务审核',
    queues: queueItems<InstitutionQueue>(institutionQueueLabels, paths.institution.applications, {
      current: null,
      counts: queue.counts,
    }),
    note: '请先核对本人和证件原件,再在系统中审核。',
    figures: [
      { label: '待审核', value: figures.atInstitution, unit: '件' },
      {
        label: `超过${settings.institutionWorkingDays}个工作日`,
        value: figures.overdue,
        unit: '件',
        tone: figures.overdue > 0 ? 'late' : undefined,
      },
      { label: '已通过,办理中', value: figures.underWay, unit: '件' },
      { label: '已退回,待修改', value: figures.returned, unit: '件' },
    ],
    first: {
      id: 'waiting',
      caption: '等待最久的申请',
      columns: (all) => [all.number, all.kind, all.applicant, all.submittedOn, all.reviewLeft],
      rows: queue.lines.slice(0, latest),
      empty: { title: '没有待审核的申请', children: '医师提交以本机构为拟执业机构的申请后,会出现在这里。' },
    },
    news,
    paths: paths.institution,
    frame: institutionPage,
  });
});

const counts = on.institution(
  'GET',
  paths.institution.counts,
  '机构端队列件数',
  async ({ services, actor }) => {
    const asked = { owner: 'institution', queue: 'atInstitution', ownerId: actor.institutionId } as const;
    return json((await listQueue(services, asked, '')).counts);
  },
  { unattended: true },
);

export const homePages: readonly Route[] = [home, counts];
