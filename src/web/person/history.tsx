import { listOwnApplications, type OwnApplicationLine } from '../../actions/application/listOwnApplications.ts';
import { type OwnEntryHistory, viewOwnHistory } from '../../actions/register/viewOwnHistory.ts';
import { isOver } from '../../domain/procedure/steps.ts';
import { registerEventTitle } from '../../domain/register/events.ts';
import { registerEventWords } from '../../domain/register/eventWords.ts';
import { fiveYears, practiceWords } from '../../domain/register/history.ts';
import { chinaDate, formatDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Answer, html } from '../shared/answer.ts';
import { StateTag } from '../shared/applicationFile.tsx';
import { Card } from '../shared/card.tsx';
import { EmptyState } from '../shared/emptyState.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SiteTable } from '../shared/siteTable.tsx';
import { DataTable } from '../shared/table.tsx';
import { Timeline } from '../shared/timeline.tsx';
import { EntryTag } from './licenceCard.tsx';
import { personPage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

const title = '我的执业经历';

async function showHistory(context: PersonContext): Promise<Answer> {
  const { services, actor } = context;
  const [history, applications] = await Promise.all([
    viewOwnHistory(services, actor),
    listOwnApplications(services, actor),
  ]);
  const today = chinaDate(services.clock.now());
  const page = personPage(context, {
    title,
    current: 'licence',
    children: (
      <>
        <BackLink href={paths.person.licence}>电子证照</BackLink>
        <PageHeading title={title} note="您在注册系统中的全部登记,以及每一次变化由谁、依据什么作出。" />
        <Accumulated days={history.practiceDays} />
        {history.entries.length === 0 && (
          <EmptyState title="还没有执业注册" action={{ href: paths.person.business, label: '业务申请' }}>
            执业注册批准后,经过会出现在这里。
          </EmptyState>
        )}
        {history.entries.map((each) => (
          <EntryHistory key={each.entry.id} history={each} today={today} />
        ))}
        <Card title="办结的业务">
          <Outcomes lines={applications.filter(({ row }) => isOver(row.state) && row.number !== null)} />
        </Card>
      </>
    ),
  });
  return html(page);
}

/** 累计执业时间, and how far it is to the five years. */
function Accumulated({ days }: { days: number }) {
  const left = fiveYears - days;
  return (
    <Card title="累计执业时间" aside={practiceWords(days)}>
      <p>只计算执业信息有效的日子:备案、暂停执业和注册终止以后的日子不计;同时有几条执业信息的,一天只算一天。</p>
      <p class="quiet">
        {left > 0 ? `满五年还差${practiceWords(left)}。` : '已满五年。可否参加医师资格考试,以考试报名机关的审核为准。'}
      </p>
    </Card>
  );
}

/** One registration. Of an office only its name: who sat there is its own matter. */
function EntryHistory({ history, today }: { history: OwnEntryHistory; today: Temporal.PlainDate }) {
  const { entry, events, sites } = history;
  return (
    <Card
      title={
        <>
          {entry.provinceName}执业注册 <EntryTag status={entry.status} />
        </>
      }
      aside={`执业证书编码 ${entry.licenceNo}`}
    >
      <Timeline
        entries={events.toReversed().map(({ seq, at, event, institution, organisation, article, ...line }) => ({
          id: String(seq),
          at,
          when: formatDateTime(Temporal.Instant.from(at), today),
          who: organisation === null || organisation === '' ? (line.decidedBy ?? '系统') : organisation,
          what: `${registerEventTitle(event)} ${line.documentNo ?? line.applicationNumber ?? ''}`.trim(),
          words: [
            `${formatDate(Temporal.PlainDate.from(event.on))}起`,
            institution ?? '',
            registerEventWords(event),
            article === null || article === '' ? '' : `依据:${article}`,
          ]
            .filter((word) => word !== '')
            .join('\n'),
          tone: 'done' as const,
        }))}
      />
      {sites.length > 0 && (
        <SiteTable
          id={`sites-${entry.id}`}
          caption={`多执业机构备案(${entry.provinceName})`}
          of="own"
          sites={sites}
          empty={{ title: '没有多执业机构备案' }}
        />
      )}
    </Card>
  );
}

function Outcomes({ lines }: { lines: readonly OwnApplicationLine[] }) {
  return (
    <DataTable
      id="outcomes"
      caption="办结的业务"
      captionHidden
      columns={[
        {
          key: 'number',
          header: '编号',
          cell: ({ row }) => <a href={paths.person.application(row.id)}>{row.number}</a>,
          rowHeader: true,
        },
        { key: 'title', header: '业务', cell: ({ definition }) => definition.title },
        { key: 'on', header: '办结日期', cell: ({ row }) => row.decidedOn ?? '' },
        { key: 'state', header: '结果', cell: ({ row }) => <StateTag state={row.state} /> },
      ]}
      rows={lines}
      rowKey={({ row }) => row.id}
      empty={{ title: '还没有办结的业务' }}
    />
  );
}

export const historyPages: readonly Route[] = [on.physician('GET', paths.person.history, title, showHistory)];
