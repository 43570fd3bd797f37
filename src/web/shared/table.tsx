import type { ComponentChildren } from 'preact';
import { EmptyState, type EmptyStateProps } from './emptyState.tsx';

export interface Column<Row> {
  key: string;
  header: ComponentChildren;
  cell: (row: Row) => ComponentChildren;
  /** Words of the header for the card on a phone, when `header` is not plain text. */
  label?: string | undefined;
  /** This cell names the row. */
  rowHeader?: boolean | undefined;
  align?: 'number' | undefined;
  nowrap?: boolean | undefined;
  sort?: { href: string; direction?: 'ascending' | 'descending' | undefined } | undefined;
}

export interface DataTableProps<Row> {
  /** Id of the table; the scrolling region is named by its caption. */
  id: string;
  caption: string;
  captionHidden?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** On a phone each row becomes a card, or the table scrolls in its own region. */
  phone?: 'cards' | 'scroll' | undefined;
  empty: EmptyStateProps;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, caption, captionHidden, columns, rows, rowKey, phone = 'cards', empty } = props;
  if (rows.length === 0) return <EmptyState {...empty} />;
  return (
    <section class="scroll" aria-labelledby={`${id}-caption`} tabindex={0}>
      <table class="table" id={id} data-phone={phone}>
        <caption id={`${id}-caption`} class={captionHidden ? 'sr-only' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { header, align, sort } = column;
  return (
    <th scope="col" data-align={align} aria-sort={sort?.direction}>
      {sort ? <a href={sort.href}>{header}</a> : header}
    </th>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const label = column.label ?? (typeof column.header === 'string' ? column.header : undefined);
  const attributes = { 'data-align': column.align, 'data-nowrap': column.nowrap ? '' : undefined, 'data-label': label };
  const content = <div>{column.cell(row)}</div>;
  return column.rowHeader ? (
    <th scope="row" {...attributes}>
      {content}
    </th>
  ) : (
    <td {...attributes}>{content}</td>
  );
}
