import type { ComponentChildren, VNode } from 'preact';
import type { PageContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { Layout } from '../shared/layout.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';

export interface AuthorityPage {
  readonly title: string;
  readonly current?:
    | 'home'
    | 'applications'
    | 'consents'
    | 'register'
    | 'imports'
    | 'corrections'
    | 'missingInstitutions'
    | 'calendar'
    | 'staff'
    | 'notices';
  readonly flash?: VNode | undefined;
  /** Long work: the page asks again after so many seconds. */
  readonly refreshSeconds?: number | undefined;
  readonly children: ComponentChildren;
}

/** The frame of 主管部门端. */
export function authorityPage(context: PageContext, page: AuthorityPage): VNode {
  const actor = context.session?.actor ?? null;
  const staff = actor !== null && actor.end === 'authority' ? actor : null;
  const mayImport = staff?.role === 'administrator';
  const items = [
    { key: 'home', href: paths.authority.home, label: '工作台' },
    { key: 'applications', href: paths.authority.applications, label: '业务审批' },
    ...(staff?.consents === true
      ? ([{ key: 'consents', href: paths.authority.consents, label: '跨省同意' }] as const)
      : []),
    { key: 'register', href: paths.authority.register, label: '注册查询' },
    { key: 'corrections', href: paths.authority.corrections, label: '信息更正' },
    { key: 'missingInstitutions', href: paths.authority.missingInstitutions, label: '缺少的机构' },
    { key: 'calendar', href: paths.authority.calendar, label: '工作日历' },
    { key: 'notices', href: paths.authority.notices, label: '消息' },
    ...(mayImport
      ? ([
          { key: 'imports', href: paths.authority.imports, label: '导入' },
          { key: 'staff', href: paths.authority.staff, label: '人员' },
        ] as const)
      : []),
  ] as const;
  return (
    <Layout
      title={page.title}
      end="authority"
      organisation={staff?.organisation}
      nav={staff === null ? [] : items.map(({ key, ...item }) => ({ ...item, current: key === page.current }))}
      account={
        staff === null
          ? undefined
          : { name: staff.name, signOutHref: paths.authority.signOut, csrfField: <FormGuard context={context} /> }
      }
      demo={context.services.demo}
      wide
      scripts="desk"
      flash={page.flash}
      refreshSeconds={page.refreshSeconds}
    >
      {page.children}
    </Layout>
  );
}

/** A short message inside the frame: not found, conflict. */
export function authorityMessage(context: PageContext, title: string, children: ComponentChildren): VNode {
  return authorityPage(context, {
    title,
    children: (
      <>
        <PageHeading title={title} />
        {children}
      </>
    ),
  });
}
