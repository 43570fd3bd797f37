import { listQueue } from '../../actions/desk/listQueue.ts';
import { type ConsentQueue, consentQueueLabels, queueNamed } from '../../actions/desk/queueLabels.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { html } from '../shared/answer.ts';
import { QueueNav } from '../shared/navigation.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { Pagination } from '../shared/pagination.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { queueColumns, queueItems } from '../shared/queueTable.tsx';
import { on, type Route } from '../shared/route.ts';
import { DataTable } from '../shared/table.tsx';
import { authorityPage } from './shell.tsx';

const base = paths.authority.consents;

const consents = on.authority('GET', base, '跨省同意', async (context) => {
  const { services, actor, query } = context;
  const queue = queueNamed(consentQueueLabels, query.text('state'), 'atConsent');
  const after = query.text('after');
  const page = await listQueue(services, { owner: 'consent', queue, ownerId: actor.authorityId }, after);
  const all = queueColumns(paths.authority.application, chinaDate(services.clock.now()).toString());
  const shown = [all.number, all.kind, all.applicant, all.institution, all.authority, all.passedOn];
  return html(
    authorityPage(context, {
      title: '跨省同意',
      current: 'consents',
      children: (
        <div class="desk">
          <aside>
            <QueueNav
              label="跨省同意"
              items={queueItems<ConsentQueue>(consentQueueLabels, base, { current: queue, counts: page.counts })}
            />
          </aside>
          <div>
            <PageHeading
              title={`跨省执业:${consentQueueLabels[queue]}`}
              note="在其他省考核合格的医师,到本省执业须先取得同意,再由审批机关受理。"
            />
            <DataTable
              id="consents"
              caption="跨省执业申请"
              captionHidden
              columns={queue === 'atConsent' ? [...shown, all.left] : [...shown, all.state]}
              rows={page.lines}
              rowKey={(line) => line.id}
              empty={{ title: '没有这样的申请' }}
            />
            <Pagination
              label="翻页"
              firstHref={after === '' ? undefined : withQuery(base, { state: queue })}
              nextHref={page.next === null ? undefined : withQuery(base, { state: queue, after: page.next })}
            />
          </div>
        </div>
      ),
    }),
  );
});

export const consentsPages: readonly Route[] = [consents];
