import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { InstitutionPicker } from './institutionPicker.tsx';

const found = [
  { id: '1', name: '仁和中医诊所', region: '浙江省青山县', type: '中医诊所', number: 'PDY1' },
  { id: '2', name: '康宁中医院', region: '浙江省青山县', type: '中医医院', number: 'PDY2' },
];

function picker(props: object): string {
  return render(<InstitutionPicker name="institutionId" label="拟执业机构名称" searchHref="/search" {...props} />);
}

describe('选择机构', () => {
  it('works without a script: the search button sends the form elsewhere, the answer is a radio list', () => {
    const html = picker({ query: '青山', results: found });
    expect(html).toContain('formaction="/search"');
    expect(html).toContain('name="institutionQuery" value="青山"');
    expect(html.match(/type="radio"/g)).toHaveLength(2);
    expect(html).toContain('找到 2 家机构,请选择');
  });

  it('keeps the chosen institution on top, once', () => {
    const html = picker({ results: found, selected: found[1] });
    expect(html.match(/康宁中医院/g)).toHaveLength(1);
    expect(html.indexOf('康宁中医院')).toBeLessThan(html.indexOf('仁和中医诊所'));
    expect(html.match(/ checked/g)).toHaveLength(1);
  });

  it('tells apart not yet searched and nothing found', () => {
    expect(picker({})).not.toContain('没有找到');
    expect(picker({ results: [] })).toContain('没有找到符合的机构');
  });
});
