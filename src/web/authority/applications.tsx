import type { QueueLine } from '../../actions/desk/listQueue.ts';
import { type AuthorityQueue, authorityQueueLabels, queueNamed } from '../../actions/desk/queueLabels.ts';
import { regionLevel } from '../../domain/fields/regionCode.ts';
import { CheckboxField } from '../shared/choices.tsx';
import { paths } from '../shared/paths.ts';
import { queueDesk, searchQueue } from '../shared/queueDesk.tsx';
import type { QueueColumns } from '../shared/queueTable.tsx';
import { on, type Route } from '../shared/route.ts';
import type { Column } from '../shared/table.tsx';
import { authorityPage } from './shell.tsx';

function columnsOf(queue: AuthorityQueue, all: QueueColumns, below: boolean): readonly Column<QueueLine>[] {
  const file = [all.number, all.kind, all.applicant, all.institution, ...(below ? [all.authority] : [])];
  if (queue === 'escalated') return [...file, all.submittedOn, all.reviewLeft];
  const base = [...file, all.passedOn];
  if (queue === 'over') return [...base, all.decidedOn, all.state];
  return queue === 'supplement' || queue === 'atConsent' ? [...base, all.waited] : [...base, all.left];
}

const empties: Readonly<Record<AuthorityQueue, string>> = {
  atAuthority: '没有待受理的业务',
  accepted: '没有审批中的业务',
  supplement: '没有等待补正的业务',
  atConsent: '没有等待跨省同意的业务',
  escalated: '没有机构超期未审核的业务',
  over: '还没有办结的业务',
};

const applications = on.authority('GET', paths.authority.applications, '业务审批', (context) => {
  const { actor, query } = context;
  const queue = queueNamed(authorityQueueLabels, query.text('state'), 'atAuthority');
  const superior = regionLevel(actor.regionCode) !== 'county';
  const below = superior && query.text('below') !== '';
  return queueDesk<AuthorityQueue>(context, {
    title: '业务审批',
    queue,
    labels: authorityQueueLabels,
    empties,
    asked: below
      ? { owner: 'region', queue, ownerId: actor.path }
      : { owner: 'authority', queue, ownerId: actor.authorityId },
    paths: paths.authority,
    countsHref: below ? undefined : paths.authority.counts,
    filters: (
      <>
        <input type="hidden" name="state" value={queue} />
        {superior && <CheckboxField name="below" label="含下级机关" checked={below} />}
      </>
    ),
    kept: { below: below ? 'yes' : undefined },
    columns: (all, searched) => (searched ? columnsOf('over', all, superior) : columnsOf(queue, all, below)),
    frame: authorityPage,
  });
});

const search = on.authority('POST', paths.authority.applications, '查找业务', (context) =>
  searchQueue(context, paths.authority.applications),
);

export const applicationsPages: readonly Route[] = [applications, search];
