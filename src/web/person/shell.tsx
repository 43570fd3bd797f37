import type { ComponentChildren, VNode } from 'preact';
import type { PageContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { Layout } from '../shared/layout.tsx';
import { messageIn } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';

export interface PersonPage {
  readonly title: string;
  /** Which menu word is current. */
  readonly current?: 'home' | 'business' | 'maintenance' | 'licence' | 'notices' | 'security';
  /** The page is improved by the scripts of this end. */
  readonly scripts?: boolean;
  readonly flash?: VNode | undefined;
  readonly children: ComponentChildren;
}

/** The frame of 个人端; before the activation the menu has 安全设置 alone. */
export function personPage(context: PageContext, page: PersonPage): VNode {
  const actor = context.session?.actor ?? null;
  const activated = context.session?.progress.activated === true;
  const items = [
    { key: 'home', href: paths.person.home, label: '首页' },
    { key: 'business', href: paths.person.business, label: '业务申请' },
    { key: 'maintenance', href: paths.person.maintenance, label: '信息维护' },
    { key: 'licence', href: paths.person.licence, label: '电子证照' },
    { key: 'notices', href: paths.person.notices, label: '消息' },
    { key: 'security', href: paths.person.security, label: '安全设置' },
  ] as const;
  const reachable = items.filter(({ key }) => activated || (key === 'security' && actor !== null));
  const nav = reachable.map(({ key, ...item }) => ({ ...item, current: key === page.current }));
  const account =
    actor === null
      ? undefined
      : { name: actor.name, signOutHref: paths.person.signOut, csrfField: <FormGuard context={context} /> };
  return (
    <Layout
      title={page.title}
      end="person"
      nav={nav}
      account={account}
      demo={context.services.demo}
      scripts={page.scripts === true ? 'person' : undefined}
      flash={page.flash}
    >
      {page.children}
    </Layout>
  );
}

/** A short message inside the frame: not found, conflict. */
export const personMessage = messageIn(personPage);
