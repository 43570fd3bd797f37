import { listQueue, type QueueLine } from '../../actions/desk/listQueue.ts';
import { type InstitutionQueue, institutionQueueLabels, queueNamed } from '../../actions/desk/queueLabels.ts';
import { searchFiles } from '../../actions/desk/searchFiles.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { html } from '../shared/answer.ts';
import { PageHeading } from '../shared/pageHeading.tsx';
import { waysOn } from '../shared/pagination.tsx';
import { paths } from '../shared/paths.ts';
import { QueueDesk } from '../shared/queueDesk.tsx';
import { queueColumns, queueItems } from '../shared/queueTable.tsx';
import { on, type Route } from '../shared/route.ts';
import type { Column } from '../shared/table.tsx';
import { institutionPage } from './shell.tsx';

type Columns = ReturnType<typeof queueColumns>;

function columnsOf(queue: InstitutionQueue, all: Columns): readonly Column<QueueLine>[] {
  const base = [all.number, all.kind, all.applicant, all.submittedOn];
  if (queue === 'atInstitution') return [...base, all.reviewLeft];
  return queue === 'over' ? [...base, all.decidedOn, all.state] : [...base, all.state, all.waited];
}

const empties: Readonly<Record<InstitutionQueue, string>> = {
  atInstitution: '没有待审核的申请',
  returned: '没有退回后等待修改的申请',
  underWay: '没有正在办理的申请',
  over: '还没有办结的申请',
};

const base = paths.institution.applications;

const applications = on.institution('GET', base, '业务审核', async (context) => {
  const { services, actor, query } = context;
  const queue = queueNamed(institutionQueueLabels, query.text('state'), 'atInstitution');
  const words = query.text('q');
  const after = query.text('after');
  const all = queueColumns(paths.institution.application, chinaDate(services.clock.now()).toString());
  const [page, found] = await Promise.all([
    listQueue(services, { owner: 'institution', queue, ownerId: actor.institutionId }, after),
    words === '' ? null : searchFiles(services, actor, words),
  ]);
  return html(
    institutionPage(context, {
      title: '业务审核',
      current: 'applications',
      children: (
        <QueueDesk
          heading={<PageHeading title={found === null ? institutionQueueLabels[queue] : `查找“${words}”`} />}
          nav={{
            label: '业务审核',
            items: queueItems<InstitutionQueue>(institutionQueueLabels, base, {
              current: found === null ? queue : null,
              counts: page.counts,
            }),
            countsHref: paths.institution.counts,
          }}
          action={base}
          words={words}
          columns={found === null ? columnsOf(queue, all) : columnsOf('over', all)}
          lines={found ?? page.lines}
          empty={found === null ? empties[queue] : '没有找到。请输入完整的编号,或姓名的开头'}
          ways={waysOn(base, { state: queue }, { after, next: found === null ? page.next : null })}
        />
      ),
    }),
  );
});

export const applicationsPages: readonly Route[] = [applications];
