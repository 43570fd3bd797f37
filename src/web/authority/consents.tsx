import { listQueue } from '../../actions/desk/listQueue.ts';
import { type ConsentQueue, consentQueueLabels, queueNamed } from '../../actions/desk/queueLabels.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { html } from '../shared/answer.ts';
import { DeskColumns } from '../shared/deskColumns.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { Pagination, waysOn } from '../shared/pagination.tsx';
import { paths } from '../shared/paths.ts';
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
        <DeskColumns
          nav={{
            label: '跨省同意',
            items: queueItems<ConsentQueue>(consentQueueLabels, base, { current: queue, counts: page.counts }),
          }}
        >
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
          <Pagination label="翻页" {...waysOn(base, { state: queue }, { after, next: page.next })} />
        </DeskColumns>
      ),
    }),
  );
});

export const consentsPages: readonly Route[] = [consents];
