import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Timeline, Trail } from './timeline.tsx';

describe('办理进度', () => {
  it('marks exactly the step under way', () => {
    const html = render(
      <Trail
        steps={[
          { label: '已提交', state: 'done' },
          { label: '机构审核', state: 'current' },
          { label: '领取电子证照', state: 'todo' },
        ]}
      />,
    );
    expect(html.match(/aria-current="step"/g)).toHaveLength(1);
    expect(html).toMatch(/<li data-state="current" aria-current="step">/);
  });

  it('says the state of each step in words, not by colour alone', () => {
    const html = render(<Trail steps={[{ label: '机构退回', state: 'stopped' }]} />);
    expect(html).toContain('已停止:');
    expect(html).toContain('aria-current="step"');
  });
});

describe('办理经过', () => {
  it('tells who, when, what, and their words as text', () => {
    const entry = { id: '1', at: '2026-11-19T10:00', when: '11月19日 10:00', who: '康宁中医院', what: '机构审核通过' };
    const html = render(<Timeline entries={[{ ...entry, words: '<img src=x>' }]} />);
    expect(html).toContain(
      '<time dateTime="2026-11-19T10:00">11月19日 10:00</time> · 康宁中医院'.replace('dateTime', 'datetime'),
    );
    expect(html).toContain('&lt;img src=x>');
  });
});
