import { listPhysicians } from '../../actions/institution/listPhysicians.ts';
import { listBesidePhysicians } from '../../actions/reporting/viewPhysician.ts';
import { leftWords } from '../../domain/procedure/reportDuties.ts';
import { inactiveTerm } from '../../domain/register/terms.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { html } from '../shared/answer.ts';
import { Card } from '../shared/card.tsx';
import { shortDay } from '../shared/deskDays.ts';
import { EntryTag } from '../shared/entryTag.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { Pagination, waysOn } from '../shared/pagination.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SiteTable } from '../shared/siteTable.tsx';
import { DataTable } from '../shared/table.tsx';
import { institutionPage } from './shell.tsx';

const physicians = on.institution('GET', paths.institution.physicians, '本机构医师', async (context) => {
  const { services, actor, query } = context;
  const after = query.text('after');
  const [page, beside] = await Promise.all([
    listPhysicians(services, actor, after),
    listBesidePhysicians(services, actor),
  ]);
  const today = chinaDate(services.clock.now()).toString();
  return html(
    institutionPage(context, {
      title: '本机构医师',
      current: 'physicians',
      children: (
        <>
          <PageHeading
            title="本机构医师"
            note="以本机构为主要执业机构的中医(专长)医师。离岗或者有注销情形的,点姓名报告。"
          />
          <Duties beside={beside} />
          <DataTable
            id="physicians"
            caption="本机构医师"
            captionHidden
            columns={[
              {
                key: 'name',
                header: '姓名',
                cell: ({ id, name }) => <a href={paths.institution.physician(id)}>{name}</a>,
                rowHeader: true,
              },
              { key: 'licenceNo', header: '执业证书编码', cell: ({ licenceNo }) => licenceNo },
              {
                key: 'status',
                header: '状态',
                cell: (entry) => (
                  <>
                    <EntryTag status={entry.status} /> {inactiveTerm(entry)}
                  </>
                ),
              },
              { key: 'since', header: '在本机构执业', cell: ({ mainSince }) => `${shortDay(mainSince, today)}起` },
            ]}
            rows={page.physicians}
            rowKey={({ id }) => id}
            empty={{
              title: '还没有在本机构注册的医师',
              children: '医师的执业注册或变更注册批准后,会出现在这里。',
              action: { href: paths.institution.applications, label: '查看待审核的申请' },
            }}
          />
          <Pagination label="翻页" {...waysOn(paths.institution.physicians, {}, { after, next: page.next })} />
          <Filings beside={beside} />
        </>
      ),
    }),
  );
});

type Beside = Awaited<ReturnType<typeof listBesidePhysicians>>;

/** 待报告, by the day on which it is due; nothing when there is none. */
function Duties({ beside: { duties, today } }: { beside: Beside }) {
  if (duties.length === 0) return null;
  return (
    <Card title="待报告" aside="按到期日排列">
      <ul>
        {duties.map(({ id, entryId, name, knownOn, dueOn }) => (
          <li key={id}>
            <a href={paths.institution.physician(entryId)}>{name}</a>
            {`:${knownOn}知悉,最晚${dueOn}报告,`}
            <strong>{leftWords(dueOn, today)}</strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Who practises here or elsewhere by a filing. */
function Filings({ beside: { here, elsewhere } }: { beside: Beside }) {
  return (
    <>
      <Card title="外来医师(多执业机构备案)">
        <SiteTable id="here" caption="外来医师" of="here" sites={here} empty={{ title: '没有外来医师' }} />
      </Card>
      <Card title="外出执业(多执业机构备案)">
        <SiteTable
          id="elsewhere"
          caption="外出执业"
          of="elsewhere"
          sites={elsewhere}
          empty={{ title: '没有外出执业' }}
        />
      </Card>
    </>
  );
}

export const physiciansPages: readonly Route[] = [physicians];
