import type { ComponentChildren, VNode } from 'preact';
import type { PageContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { Layout } from '../shared/layout.tsx';
import { Notice } from '../shared/notice.tsx';
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
      <Alerts context={context} />
      {page.children}
    </Layout>
  );
}

/** What the owner of an account must know on whatever page they are. */
function Alerts({ context: { session } }: { context: PageContext }) {
  if (session === null || session.actor === null) return null;
  return (
    <>
      {session.frozen && (
        <Notice tone="danger">
          <p>
            账号已冻结:有人对这个账号的身份提出异议。<a href={paths.person.dispute}>查看异议并答复</a>
          </p>
        </Notice>
      )}
      {session.recovering && (
        <Notice tone="warning">
          <p>
            有人正在为您的账号办理找回。<a href={paths.person.recovery}>查看或取消</a>
          </p>
        </Notice>
      )}
    </>
  );
}

/** A short message inside the frame: not found, conflict. */
export const personMessage = messageIn(personPage);
