import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { type Column, DataTable } from './table.tsx';

interface File {
  number: string;
  applicant: string;
}

const columns: Column<File>[] = [
  { key: 'number', header: '编号', rowHeader: true, cell: (file) => <a href="/x">{file.number}</a> },
  {
    key: 'applicant',
    header: '申请人',
    sort: { href: '?sort=applicant', direction: 'ascending' },
    cell: (file) => file.applicant,
  },
];

function table(rows: readonly File[]): string {
  return render(
    <DataTable
      id="queue"
      caption="待审批"
      columns={columns}
      rows={rows}
      rowKey={(file) => file.number}
      empty={{ title: '没有待审批的申请', children: '新的申请会出现在这里。' }}
    />,
  );
}

describe('列表', () => {
  it('scrolls in a region that has a name and can be reached by keyboard', () => {
    const html = table([{ number: 'BG-2026-000482', applicant: '张景和' }]);
    expect(html).toContain('<section class="scroll" aria-labelledby="queue-caption" tabindex="0">');
    expect(html).toContain('<caption id="queue-caption">待审批</caption>');
  });

  it('labels every cell, so that a row can become a card on a phone', () => {
    const html = table([{ number: 'BG-2026-000482', applicant: '张景和' }]);
    expect(html).toContain('<th scope="row" data-label="编号">');
    expect(html).toContain('<td data-label="申请人">');
    expect(html).toContain('aria-sort="ascending"');
  });

  it('says what to do when it is empty', () => {
    const html = table([]);
    expect(html).toContain('没有待审批的申请');
    expect(html).toContain('新的申请会出现在这里。');
    expect(html).not.toContain('<table');
  });
});
