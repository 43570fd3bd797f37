import { type Business, businessMenu } from '../../actions/application/businessMenu.ts';
import { listOwnApplications, type OwnApplicationLine } from '../../actions/application/listOwnApplications.ts';
import { listOwnLicences, type OwnLicence } from '../../actions/licence/listOwnLicences.ts';
import { findStanding, type Standing } from '../../actions/notice/findStanding.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { deskOf, states } from '../../domain/procedure/steps.ts';
import { hasEnded } from '../../domain/register/entry.ts';
import { type Answer, html } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { EmptyState } from '../shared/emptyState.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { Tag } from '../shared/tag.tsx';
import { BusinessCards } from './businessCards.tsx';
import { LicenceCard } from './licenceCard.tsx';
import { daysLeft, monthDay, ProgressTrail } from './progressTrail.tsx';
import { saidOn } from './said.tsx';
import { personPage } from './shell.tsx';

interface HomeData {
  readonly licences: readonly OwnLicence[];
  readonly applications: readonly OwnApplicationLine[];
  readonly businesses: readonly Business[];
  readonly standing: Standing;
}

async function showHome(context: ActorContext<PersonActor>): Promise<Answer> {
  const { services, actor } = context;
  const [licences, applications, businesses, standing] = await Promise.all([
    listOwnLicences(services, actor),
    listOwnApplications(services, actor),
    businessMenu(services, actor),
    findStanding(services, actor),
  ]);
  const children = <Home name={actor.name} data={{ licences, applications, businesses, standing }} />;
  return html(personPage(context, { title: '首页', current: 'home', flash: saidOn(context), children }));
}

function Home({ name, data }: { name: string; data: HomeData }) {
  const { licences, applications, businesses, standing } = data;
  const withMe = applications.filter(({ row }) => deskOf(row.state) === 'applicant');
  const withOthers = applications.filter(({ row }) => !['applicant', null].includes(deskOf(row.state)));
  const over = applications.filter(({ row }) => deskOf(row.state) === null);
  const live = licences.filter((licence) => !hasEnded(licence));
  return (
    <>
      <PageHeading title={`${name},您好`} note={standing.identityVerified ? undefined : identityNote} />
      {standing.unread > 0 && (
        <p>
          <a href={paths.person.notices}>您有 {standing.unread} 条未读消息</a>
        </p>
      )}
      {live.map((licence) => (
        <LicenceCard key={licence.id} licence={licence} />
      ))}
      {withMe.map((line) => (
        <NeedsMe key={line.row.id} line={line} />
      ))}
      {withOthers.map((line) => (
        <UnderWay key={line.row.id} line={line} />
      ))}
      {live.length + withMe.length + withOthers.length === 0 && (
        <EmptyState title="您还没有执业注册" action={{ href: paths.person.business, label: '业务申请' }}>
          账户已激活。请在业务申请中选择要办理的业务。
        </EmptyState>
      )}
      <section class="section">
        <h2>业务申请</h2>
        <BusinessCards businesses={businesses} />
      </section>
      {over.length > 0 && <Closed lines={over} />}
      <p>
        <a href={paths.person.privacy}>谁查看过我的信息</a>
      </p>
    </>
  );
}

const identityNote = '身份待核验:机构审核时会当面核对您的身份证件原件,请随身携带。不影响现在提交申请。';

/** A draft to go on with, a file that came back, a supplement asked for: first what is wanted, then the one button. */
function NeedsMe({ line }: { line: OwnApplicationLine }) {
  const { row, definition, deadline } = line;
  const { title, label, href } = wantedOf(line);
  return (
    <Card
      title={`需要您办理:${definition.title}`}
      aside={row.number === null ? undefined : <a href={paths.person.application(row.id)}>编号 {row.number}</a>}
    >
      <p>
        <Tag tone={row.state === 'draft' ? 'neutral' : 'underway'}>{title}</Tag>{' '}
        {deadline !== undefined && daysLeft(deadline)}
      </p>
      <ButtonLink href={href} about={definition.title}>
        {label}
      </ButtonLink>
    </Card>
  );
}

function wantedOf({ row }: OwnApplicationLine): { title: string; label: string; href: string } {
  if (row.state === 'draft') {
    return { title: '草稿还没有提交', label: '继续填写', href: paths.person.applicationEdit(row.id) };
  }
  return { title: states[row.state], label: '查看原因并处理', href: paths.person.application(row.id) };
}

function UnderWay({ line }: { line: OwnApplicationLine }) {
  const { row, definition, deadline, institutionName, authorityName } = line;
  return (
    <Card
      title={`正在办理:${definition.title}`}
      aside={<a href={paths.person.application(row.id)}>编号 {row.number}</a>}
    >
      <ProgressTrail application={row} deadline={deadline} institution={institutionName} authority={authorityName} />
    </Card>
  );
}

function Closed({ lines }: { lines: readonly OwnApplicationLine[] }) {
  return (
    <section class="section">
      <h2>已办结</h2>
      <SummaryList
        rows={lines.slice(0, 10).map(({ row, definition }) => ({
          label: `${definition.title} ${row.number ?? ''}`,
          value: (
            <>
              {states[row.state]}
              {row.decidedOn !== null && `(${monthDay(row.decidedOn)})`}{' '}
              <a href={paths.person.application(row.id)}>
                查看<span class="sr-only">:{row.number}</span>
              </a>
            </>
          ),
        }))}
      />
    </section>
  );
}

export const homePages: readonly Route[] = [on.physician('GET', paths.person.home, '个人首页', showHome)];
