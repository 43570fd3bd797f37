import type { VNode } from 'preact';
import type { PageContext } from '../shared/context.ts';
import { DeskLayout, type DeskPage } from '../shared/deskLayout.tsx';
import { messageIn } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';

export type InstitutionPage = DeskPage<
  'home' | 'applications' | 'physicians' | 'recoveries' | 'staff' | 'notices' | 'reveals'
>;

/** The frame of 机构端. */
export function institutionPage(context: PageContext, page: InstitutionPage): VNode {
  const actor = context.session?.actor ?? null;
  const staff = actor !== null && actor.end === 'institution' ? actor : null;
  const menu = [
    { key: 'home', href: paths.institution.home, label: '工作台' },
    { key: 'applications', href: paths.institution.applications, label: '业务审核' },
    { key: 'physicians', href: paths.institution.physicians, label: '本机构医师' },
    { key: 'recoveries', href: paths.institution.recoveries, label: '找回账号' },
    { key: 'notices', href: paths.institution.notices, label: '消息' },
    ...(staff?.role === 'administrator'
      ? ([
          { key: 'staff', href: paths.institution.staff, label: '人员' },
          { key: 'reveals', href: paths.institution.reveals, label: '查看记录' },
        ] as const)
      : []),
  ] as const;
  return <DeskLayout context={context} end="institution" staff={staff} menu={menu} page={page} />;
}

/** A short message inside the frame: not found, conflict. */
export const institutionMessage = messageIn(institutionPage);
