import { listOpenCases } from '../../actions/register/listOpenCases.ts';
import { regionLevel } from '../../domain/fields/regionCode.ts';
import { html } from '../shared/answer.ts';
import { PageHeading } from '../shared/pageHeading.tsx';
import { Pagination, waysOn } from '../shared/pagination.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { DataTable } from '../shared/table.tsx';
import { authorityPage } from './shell.tsx';

const base = paths.authority.cases;

const cases = on.authority('GET', base, '法定注销', async (context) => {
  const { services, actor, query } = context;
  const after = query.text('after');
  const page = await listOpenCases(services, actor, after);
  const below = regionLevel(actor.regionCode) !== 'county';
  return html(
    authorityPage(context, {
      title: '法定注销',
      current: 'cases',
      children: (
        <>
          <PageHeading
            title="法定注销"
            note="备案满两年没有继续执业的,由系统按法定期限列入,最早列入的在前。请核实后在注册信息页办理注销。"
          />
          <DataTable
            id="cases"
            caption="法定注销事项"
            captionHidden
            columns={[
              {
                key: 'name',
                header: '姓名',
                cell: ({ entryId, name }) => <a href={paths.authority.registerEntry(entryId)}>{name}</a>,
                rowHeader: true,
              },
              { key: 'number', header: '编号', cell: ({ number }) => number, nowrap: true },
              { key: 'licenceNo', header: '执业证书编码', cell: ({ licenceNo }) => licenceNo },
              { key: 'institution', header: '主要执业机构', cell: ({ institution }) => institution },
              ...(below ? [{ key: 'authority', header: '发证机关', cell: (line: Line) => line.authority }] : []),
              { key: 'inactiveSince', header: '备案日期', cell: ({ inactiveSince }) => inactiveSince, nowrap: true },
              { key: 'openedOn', header: '列入日期', cell: ({ openedOn }) => openedOn, nowrap: true },
              { key: 'article', header: '依据', cell: ({ article }) => article },
            ]}
            rows={page.lines}
            rowKey={({ id }) => id}
            empty={{
              title: '没有待办理的法定注销',
              children: '备案满两年没有取消备案的,会在满期的次日出现在这里。',
            }}
          />
          <Pagination label="翻页" {...waysOn(base, {}, { after, next: page.next })} />
        </>
      ),
    }),
  );
});

type Line = Awaited<ReturnType<typeof listOpenCases>>['lines'][number];

export const casesPages: readonly Route[] = [cases];
