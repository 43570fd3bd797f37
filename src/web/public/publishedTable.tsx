import type { PublishedAsked, PublishedPage } from '../../actions/public/listPublished.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import {
  type PublishedRow,
  publishedArticle,
  publishedKinds,
  publishedLists,
} from '../../domain/register/publication.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Pagination } from '../shared/pagination.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { type Column, DataTable } from '../shared/table.tsx';

/** 2026年3月 */
export function monthWords(month: string): string {
  const [year, number] = month.split('-');
  return `${year}年${Number(number)}月`;
}

const columns: readonly Column<PublishedRow>[] = [
  { key: 'name', header: '姓名', cell: ({ name }) => name, rowHeader: true, nowrap: true },
  { key: 'sex', header: '性别', cell: ({ sex }) => sex },
  { key: 'licenceNo', header: '执业证书编码', cell: ({ licenceNo }) => groupByFours(licenceNo) },
  { key: 'institution', header: '执业机构', cell: ({ institution }) => institution },
  { key: 'scope', header: '技术方法', cell: ({ scope }) => scope },
  { key: 'on', header: '日期', cell: ({ on }) => formatDate(Temporal.PlainDate.from(on)), nowrap: true },
];
const endedColumns: readonly Column<PublishedRow>[] = [
  ...columns,
  { key: 'kind', header: '类别', cell: ({ kind }) => publishedKinds[kind], nowrap: true },
  { key: 'article', header: '依据', cell: ({ kind, article }) => publishedArticle(kind, article) },
];

interface PublishedTableProps {
  readonly asked: PublishedAsked & { readonly province: string };
  readonly page: PublishedPage;
}

/** One page of a list. What a person did to have a registration ended is nobody's business; the article is. */
export function PublishedTable({ asked, page: { rows, hasMore } }: PublishedTableProps) {
  const { page, month, list } = asked;
  const caption = `${rows[0]?.authority ?? ''}${monthWords(month)}${publishedLists[list].title}名单`;
  const at = (number: number) => withQuery(paths.published, { ...asked, page: String(number) });
  return (
    <>
      <DataTable
        id="published"
        caption={caption}
        columns={list === 'ended' ? endedColumns : columns}
        rows={rows}
        rowKey={({ licenceNo, on, kind }) => `${licenceNo} ${on} ${kind}`}
        empty={{
          title: `${monthWords(month)}没有${publishedLists[list].title}的人员`,
          children: '可以换一个月份或主管部门。名单在决定生效当天公布。',
        }}
      />
      <Pagination
        label="名单分页"
        previousHref={page > 1 ? at(page - 1) : undefined}
        nextHref={hasMore ? at(page + 1) : undefined}
        status={rows.length === 0 ? undefined : `第 ${page} 页`}
      />
      <ButtonLink href={withQuery(paths.published, { province: asked.province, step: 'province' })} kind="secondary">
        查看别的名单
      </ButtonLink>
    </>
  );
}
