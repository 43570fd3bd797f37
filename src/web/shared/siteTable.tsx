import type { Filing } from '../../actions/reporting/viewPhysician.ts';
import type { EmptyStateProps } from './emptyState.tsx';
import { type Column, DataTable } from './table.tsx';

const term: Column<Filing> = {
  key: 'term',
  header: '有效期',
  cell: ({ from, until, endedOn }) => `${from}至${until}${endedOn === null ? '' : `(${endedOn}终止)`}`,
};
const institution: Column<Filing> = { key: 'institution', header: '备案机构', cell: (row) => row.institution };
const main: Column<Filing> = { key: 'main', header: '主要执业机构', cell: (row) => row.mainInstitution };
const name: Column<Filing> = { key: 'name', header: '姓名', cell: (row) => row.name, rowHeader: true };

const columns = {
  /** Of one entry. */
  own: [{ ...institution, rowHeader: true }, term],
  /** 外来 */
  here: [name, main, term],
  /** 外出 */
  elsewhere: [name, institution, term],
} as const;

export interface SiteTableProps {
  id: string;
  caption: string;
  of: keyof typeof columns;
  sites: readonly Filing[];
  empty: EmptyStateProps;
}

/** 多执业机构备案 as rows, seen from the entry or from either institution. */
export function SiteTable({ id, caption, of, sites, empty }: SiteTableProps) {
  return (
    <DataTable
      id={id}
      caption={caption}
      captionHidden
      columns={columns[of]}
      rows={sites}
      rowKey={(site) => site.id}
      empty={empty}
    />
  );
}
