import type { QueueLine } from '../../actions/desk/listQueue.ts';
import { type InstitutionQueue, institutionQueueLabels, queueNamed } from '../../actions/desk/queueLabels.ts';
import { paths } from '../shared/paths.ts';
import { queueDesk, searchQueue } from '../shared/queueDesk.tsx';
import type { QueueColumns } from '../shared/queueTable.tsx';
import { on, type Route } from '../shared/route.ts';
import type { Column } from '../shared/table.tsx';
import { institutionPage } from './shell.tsx';

function columnsOf(queue: InstitutionQueue, all: QueueColumns): readonly Column<QueueLine>[] {
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

const applications = on.institution('GET', paths.institution.applications, '业务审核', (context) => {
  const queue = queueNamed(institutionQueueLabels, context.query.text('state'), 'atInstitution');
  return queueDesk<InstitutionQueue>(context, {
    title: '业务审核',
    queue,
    labels: institutionQueueLabels,
    empties,
    asked: { owner: 'institution', queue, ownerId: context.actor.institutionId },
    paths: paths.institution,
    countsHref: paths.institution.counts,
    columns: (all, searched) => columnsOf(searched ? 'over' : queue, all),
    frame: institutionPage,
  });
});

const search = on.institution('POST', paths.institution.applications, '查找业务', (context) =>
  searchQueue(context, paths.institution.applications),
);

export const applicationsPages: readonly Route[] = [applications, search];
