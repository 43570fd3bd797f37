import { listQueue, type QueueLine } from '../../actions/desk/listQueue.ts';
import { type AuthorityQueue, authorityQueueLabels, queueNamed } from '../../actions/desk/queueLabels.ts';
import { searchFiles } from '../../actions/desk/searchFiles.ts';
import { regionLevel } from '../../domain/fields/regionCode.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { html } from '../shared/answer.ts';
import { CheckboxField } from '../shared/choices.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { waysOn } from '../shared/pagination.tsx';
import { paths } from '../shared/paths.ts';
import { QueueDesk } from '../shared/queueDesk.tsx';
import { queueColumns, queueItems } from '../shared/queueTable.tsx';
import { on, type Route } from '../shared/route.ts';
import type { Column } from '../shared/table.tsx';
import { authorityPage } from './shell.tsx';

type Columns = ReturnType<typeof queueColumns>;

function columnsOf(queue: AuthorityQueue, all: Columns, below: boolean): readonly Column<QueueLine>[] {
  const base = [all.number, all.kind, all.applicant, all.institution, ...(below ? [all.authority] : []), all.passedOn];
  if (queue === 'over') return [...base, all.decidedOn, all.state];
  return queue === 'supplement' || queue === 'atConsent' ? [...base, all.waited] : [...base, all.left];
}

const empties: Readonly<Record<AuthorityQueue, string>> = {
  atAuthority: '没有待受理的业务',
  accepted: '没有审批中的业务',
  supplement: '没有等待补正的业务',
  atConsent: '没有等待跨省同意的业务',
  over: '还没有办结的业务',
};

const base = paths.authority.applications;

const applications = on.authority('GET', base, '业务审批', async (context) => {
  const { services, actor, query } = context;
  const queue = queueNamed(authorityQueueLabels, query.text('state'), 'atAuthority');
  const words = query.text('q');
  const after = query.text('after');
  const superior = regionLevel(actor.regionCode) !== 'county';
  const below = superior && query.text('below') !== '';
  const kept = { below: below ? 'yes' : undefined };
  const asked = below
    ? ({ owner: 'region', queue, ownerId: actor.path } as const)
    : ({ owner: 'authority', queue, ownerId: actor.authorityId } as const);
  const [page, found] = await Promise.all([
    listQueue(services, asked, after),
    words === '' ? null : searchFiles(services, actor, words),
  ]);
  const all = queueColumns(paths.authority.application, chinaDate(services.clock.now()).toString());
  const columns = found === null ? columnsOf(queue, all, below) : columnsOf('over', all, superior);
  return html(
    authorityPage(context, {
      title: '业务审批',
      current: 'applications',
      children: (
        <QueueDesk
          heading={<PageHeading title={found === null ? authorityQueueLabels[queue] : `查找“${words}”`} />}
          nav={{
            label: '业务审批',
            items: queueItems<AuthorityQueue>(authorityQueueLabels, base, {
              current: found === null ? queue : null,
              counts: page.counts,
              query: kept,
            }),
            countsHref: below ? undefined : paths.authority.counts,
          }}
          action={base}
          words={words}
          filters={
            <>
              <input type="hidden" name="state" value={queue} />
              {superior && <CheckboxField name="below" label="含下级机关" checked={below} />}
            </>
          }
          columns={columns}
          lines={found ?? page.lines}
          empty={found === null ? empties[queue] : '没有找到。请输入完整的编号,或姓名的开头'}
          ways={waysOn(base, { state: queue, ...kept }, { after, next: found === null ? page.next : null })}
        />
      ),
    }),
  );
});

export const applicationsPages: readonly Route[] = [applications];
