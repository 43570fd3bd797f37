import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Layout, type LayoutProps } from './layout.tsx';

function page(props: Partial<LayoutProps>): string {
  return render(
    <Layout title="首页" end="person" nav={[]} demo={false} {...props}>
      <h1>首页</h1>
    </Layout>,
  );
}

describe('页面框架', () => {
  it('works under the strict content security policy: nothing inline, nothing from elsewhere', () => {
    const html = page({ demo: true, scripts: 'person', account: { name: '张景和', signOutHref: '/sign-out' } });
    expect(html).not.toMatch(/ style=| on[a-z]+=|<style|https?:/);
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('<script type="module" src="/assets/person.js"></script>');
  });

  it('loads no script and does not reload unless it is asked to', () => {
    const html = page({});
    expect(html).not.toContain('<script');
    expect(html).not.toContain('http-equiv');
    expect(page({ refreshSeconds: 5 })).toContain('<meta http-equiv="refresh" content="5"');
  });

  it('begins with the way to the main content', () => {
    const html = page({});
    expect(html.indexOf('跳到主要内容')).toBeLessThan(html.indexOf('<header'));
    expect(html).toContain('href="#main"');
    expect(html).toContain('<main id="main" tabindex="-1">');
  });

  it('marks the page one is on', () => {
    const html = page({
      nav: [
        { href: '/person', label: '首页', current: true },
        { href: '/person/business', label: '业务申请', count: 2 },
      ],
    });
    expect(html.match(/aria-current="page"/g)).toHaveLength(1);
    expect(html).toContain('<span class="count">2</span>');
  });

  it('says that the demonstration sends nothing', () => {
    expect(page({ demo: true })).toContain('演示环境:短信和邮件不会真的发出,请看');
    expect(page({ demo: false })).not.toContain('演示环境');
  });

  it('signs out by a form, never by a link', () => {
    const html = page({ account: { name: '张景和', signOutHref: '/sign-out' } });
    expect(html).toContain('<form method="post" action="/sign-out">');
    expect(html).not.toContain('href="/sign-out"');
  });

  it('shows the organisation beside the end, as text', () => {
    const html = page({ end: 'authority', organisation: '<b>青山县</b>卫生健康局' });
    expect(html).toContain('主管部门端 · &lt;b>青山县');
  });
});
