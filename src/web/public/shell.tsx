import type { ComponentChildren, VNode } from 'preact';
import type { PageContext } from '../shared/context.ts';
import { Layout } from '../shared/layout.tsx';
import { messageIn } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';

export interface PublicPage {
  readonly title: string;
  readonly current?: 'home' | 'lookup' | 'verify' | 'published';
  /** Which of the pages under 公示与数据 this is. */
  readonly tab?: keyof typeof tabs;
  readonly landing?: boolean;
  /** The page is improved by the scripts of 证照查验, or by those of forms. */
  readonly scripts?: 'scan' | 'person';
  readonly children: ComponentChildren;
}

/** 公示与数据: one word in the menu, which would be too long on a phone with all of them. */
const tabs = {
  published: { href: paths.published, label: '注册名单' },
  receipts: { href: paths.receipts, label: '执业情况证明' },
  receiptCheck: { href: paths.receiptCheck, label: '核对证明' },
  statistics: { href: paths.statistics, label: '统计' },
  openData: { href: paths.openData, label: '开放数据' },
  log: { href: paths.log, label: '透明日志' },
} as const;

function Tabs({ current }: { current: keyof typeof tabs }) {
  return (
    <nav class="tabs" aria-label="公示与数据">
      <ul>
        {Object.entries(tabs).map(([key, { href, label }]) => (
          <li key={key}>
            <a href={href} aria-current={key === current ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The frame of 社会公示: no account, and nothing of the request. */
export function publicFrame(demo: boolean, page: PublicPage): VNode {
  const nav = [
    { key: 'home', href: paths.home, label: '首页' },
    { key: 'lookup', href: paths.lookup, label: '医师查询' },
    { key: 'verify', href: paths.verify, label: '证照查验' },
    { key: 'published', href: paths.published, label: '公示与数据' },
  ].map(({ key, ...item }) => ({ ...item, current: key === page.current }));
  return (
    <Layout title={page.title} end="public" nav={nav} demo={demo} landing={page.landing} scripts={page.scripts}>
      {page.tab !== undefined && <Tabs current={page.tab} />}
      {page.children}
    </Layout>
  );
}

export function publicPage(context: PageContext, page: PublicPage): VNode {
  return publicFrame(context.services.demo, page);
}

/** A short message inside the frame. */
export const publicMessage = messageIn(publicPage);
