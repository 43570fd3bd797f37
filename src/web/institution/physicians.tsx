import { listPhysicians } from '../../actions/institution/listPhysicians.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { html } from '../shared/answer.ts';
import { shortDay } from '../shared/deskDays.ts';
import { EntryTag } from '../shared/entryTag.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { Pagination, waysOn } from '../shared/pagination.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { DataTable } from '../shared/table.tsx';
import { institutionPage } from './shell.tsx';

const physicians = on.institution('GET', paths.institution.physicians, '本机构医师', async (context) => {
  const { services, actor, query } = context;
  const after = query.text('after');
  const page = await listPhysicians(services, actor, after);
  const today = chinaDate(services.clock.now()).toString();
  return html(
    institutionPage(context, {
      title: '本机构医师',
      current: 'physicians',
      children: (
        <>
          <PageHeading title="本机构医师" note="以本机构为主要执业机构的中医(专长)医师。" />
          <DataTable
            id="physicians"
            caption="本机构医师"
            captionHidden
            columns={[
              { key: 'name', header: '姓名', cell: ({ name }) => name, rowHeader: true },
              { key: 'licenceNo', header: '执业证书编码', cell: ({ licenceNo }) => licenceNo },
              { key: 'status', header: '状态', cell: ({ status }) => <EntryTag status={status} /> },
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
        </>
      ),
    }),
  );
});

export const physiciansPages: readonly Route[] = [physicians];
