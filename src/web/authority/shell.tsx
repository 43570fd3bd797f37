import type { VNode } from 'preact';
import type { PageContext } from '../shared/context.ts';
import { DeskLayout, type DeskPage } from '../shared/deskLayout.tsx';
import { messageIn } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';

export type AuthorityPage = DeskPage<
  | 'home'
  | 'applications'
  | 'consents'
  | 'register'
  | 'orders'
  | 'cases'
  | 'imports'
  | 'papers'
  | 'corrections'
  | 'missingInstitutions'
  | 'recoveries'
  | 'disputes'
  | 'joining'
  | 'calendar'
  | 'staff'
  | 'notices'
  | 'reveals'
>;

/** The frame of 主管部门端. */
export function authorityPage(context: PageContext, page: AuthorityPage): VNode {
  const actor = context.session?.actor ?? null;
  const staff = actor !== null && actor.end === 'authority' ? actor : null;
  const mayImport = staff?.role === 'administrator';
  const menu = [
    { key: 'home', href: paths.authority.home, label: '工作台' },
    { key: 'applications', href: paths.authority.applications, label: '业务审批' },
    ...(staff?.consents === true
      ? ([{ key: 'consents', href: paths.authority.consents, label: '跨省同意' }] as const)
      : []),
    { key: 'register', href: paths.authority.register, label: '注册查询' },
    { key: 'orders', href: paths.authority.orders, label: '处理决定' },
    { key: 'cases', href: paths.authority.cases, label: '法定注销' },
    { key: 'corrections', href: paths.authority.corrections, label: '信息更正' },
    { key: 'missingInstitutions', href: paths.authority.missingInstitutions, label: '缺少的机构' },
    { key: 'recoveries', href: paths.authority.recoveries, label: '找回账号' },
    // The province of the examination decides about identities.
    ...(staff !== null && staff.regionCode === staff.provinceCode
      ? ([{ key: 'disputes', href: paths.authority.disputes, label: '身份异议' }] as const)
      : []),
    { key: 'joining', href: paths.authority.joiningRequests, label: '机构入驻' },
    { key: 'calendar', href: paths.authority.calendar, label: '工作日历' },
    { key: 'notices', href: paths.authority.notices, label: '消息' },
    ...(mayImport
      ? ([
          { key: 'papers', href: paths.authority.papers, label: '批量制证' },
          { key: 'imports', href: paths.authority.imports, label: '导入' },
          { key: 'staff', href: paths.authority.staff, label: '人员' },
        ] as const)
      : []),
    ...(staff?.role === 'administrator' || staff?.role === 'auditor'
      ? ([{ key: 'reveals', href: paths.authority.reveals, label: '查看记录' }] as const)
      : []),
  ] as const;
  return <DeskLayout context={context} end="authority" staff={staff} menu={menu} page={page} />;
}

/** A short message inside the frame: not found, conflict. */
export const authorityMessage = messageIn(authorityPage);
