import type { ComponentChildren, VNode } from 'preact';
import type { PageContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { Layout } from '../shared/layout.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';

export interface InstitutionPage {
  readonly title: string;
  readonly current?: 'home' | 'applications' | 'physicians' | 'staff' | 'notices';
  readonly flash?: VNode | undefined;
  readonly children: ComponentChildren;
}

/** The frame of 机构端. */
export function institutionPage(context: PageContext, page: InstitutionPage): VNode {
  const actor = context.session?.actor ?? null;
  const staff = actor !== null && actor.end === 'institution' ? actor : null;
  const items = [
    { key: 'home', href: paths.institution.home, label: '工作台' },
    { key: 'applications', href: paths.institution.applications, label: '业务审核' },
    { key: 'physicians', href: paths.institution.physicians, label: '本机构医师' },
    { key: 'notices', href: paths.institution.notices, label: '消息' },
    ...(staff?.role === 'administrator'
      ? ([{ key: 'staff', href: paths.institution.staff, label: '人员' }] as const)
      : []),
  ] as const;
  return (
    <Layout
      title={page.title}
      end="institution"
      organisation={staff?.organisation}
      nav={staff === null ? [] : items.map(({ key, ...item }) => ({ ...item, current: key === page.current }))}
      account={
        staff === null
          ? undefined
          : { name: staff.name, signOutHref: paths.institution.signOut, csrfField: <FormGuard context={context} /> }
      }
      demo={context.services.demo}
      wide
      scripts="desk"
      flash={page.flash}
    >
      {page.children}
    </Layout>
  );
}

/** A short message inside the frame: not found, conflict. */
export function institutionMessage(context: PageContext, title: string, children: ComponentChildren): VNode {
  return institutionPage(context, {
    title,
    children: (
      <>
        <PageHeading title={title} />
        {children}
      </>
    ),
  });
}
