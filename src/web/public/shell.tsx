import type { ComponentChildren, VNode } from 'preact';
import type { PageContext } from '../shared/context.ts';
import { Layout } from '../shared/layout.tsx';
import { messageIn } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';

export interface PublicPage {
  readonly title: string;
  readonly current?: 'home' | 'lookup' | 'verify' | 'log';
  readonly landing?: boolean;
  readonly children: ComponentChildren;
}

/** The frame of 社会公示: no account, no script, and nothing of the request. */
export function publicFrame(demo: boolean, page: PublicPage): VNode {
  const nav = [
    { key: 'home', href: paths.home, label: '首页' },
    { key: 'lookup', href: paths.lookup, label: '医师查询' },
    { key: 'verify', href: paths.verify, label: '证照查验' },
    { key: 'log', href: paths.log, label: '透明日志' },
  ].map(({ key, ...item }) => ({ ...item, current: key === page.current }));
  return (
    <Layout title={page.title} end="public" nav={nav} demo={demo} landing={page.landing}>
      {page.children}
    </Layout>
  );
}

export function publicPage(context: PageContext, page: PublicPage): VNode {
  return publicFrame(context.services.demo, page);
}

/** A short message inside the frame. */
export const publicMessage = messageIn(publicPage);
