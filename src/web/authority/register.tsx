import { openSearch, sealSearch } from '../../actions/desk/searchWords.ts';
import { searchRegister } from '../../actions/register/searchRegister.ts';
import { entryStatuses } from '../../domain/register/entry.ts';
import { html, redirect } from '../shared/answer.ts';
import { EntryTag } from '../shared/entryTag.tsx';
import { SelectField, TextField } from '../shared/fields.tsx';
import { Filters } from '../shared/filters.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { Pagination, waysOn } from '../shared/pagination.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { DataTable } from '../shared/table.tsx';
import { authorityPage } from './shell.tsx';

const base = paths.authority.register;
const searched = ['name', 'licenceNo', 'institution', 'status'] as const;
const statuses = Object.entries(entryStatuses).map(([value, label]) => ({ value, label }));

const register = on.authority('GET', base, '注册查询', async (context) => {
  const { services, actor, query } = context;
  const asked = query.text('asked');
  const opened = openSearch(services, actor, asked);
  // Without a token, what somebody has typed into the address themselves.
  const word = (name: (typeof searched)[number]) => (asked === '' ? query.text(name) : (opened[name] ?? ''));
  const [name, licenceNo, institution, status] = [word('name'), word('licenceNo'), word('institution'), word('status')];
  const search = { name, licenceNo, institution, status };
  const after = query.text('after');
  const page = await searchRegister(services, actor, search, after);
  return html(
    authorityPage(context, {
      title: '注册查询',
      current: 'register',
      children: (
        <>
          <PageHeading title="注册查询" note="本机关及下级机关注册的中医(专长)医师,最近注册的在前。查询会被记录。" />
          <Filters context={context} action={base} main="查询">
            <TextField name="name" label="姓名(全名)" value={search.name} />
            <TextField name="licenceNo" label="执业证书编码" inputMode="numeric" value={search.licenceNo} />
            <TextField name="institution" label="执业机构" value={search.institution} />
            <SelectField name="status" label="状态" prompt="全部" value={search.status} options={statuses} />
          </Filters>
          <DataTable
            id="register"
            caption="注册信息"
            captionHidden
            columns={[
              {
                key: 'name',
                header: '姓名',
                cell: ({ id, name }) => <a href={paths.authority.registerEntry(id)}>{name}</a>,
                rowHeader: true,
              },
              { key: 'licenceNo', header: '执业证书编码', cell: ({ licenceNo }) => licenceNo },
              { key: 'institution', header: '主要执业机构', cell: ({ institution }) => institution },
              { key: 'status', header: '状态', cell: ({ status }) => <EntryTag status={status} /> },
              { key: 'registeredOn', header: '注册日期', cell: ({ registeredOn }) => registeredOn, nowrap: true },
            ]}
            rows={page.lines}
            rowKey={({ id }) => id}
            empty={{ title: '没有查到', children: '请核对姓名全名或执业证书编码;其他地区的注册请使用社会公示查询。' }}
          />
          <Pagination label="翻页" {...waysOn(base, asked === '' ? search : { asked }, { after, next: page.next })} />
        </>
      ),
    }),
  );
});

const search = on.authority('POST', base, '查询注册信息', async ({ services, actor, form }) => {
  const words = Object.fromEntries(searched.map((name) => [name, form.text(name)]));
  return redirect(withQuery(base, { asked: sealSearch(services, actor, words) }));
});

export const registerPages: readonly Route[] = [register, search];
