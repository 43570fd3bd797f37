import { authorityRoles } from '../../domain/access/actor.ts';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { postStaff, postStaffActive, type StaffDesk, showStaff } from '../shared/staffDesk.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';

const desk: StaffDesk = {
  roles: authorityRoles,
  href: paths.authority.staff,
  activeHref: paths.authority.staffActive,
  page: (context, title, children) => authorityPage(context, { title, current: 'staff', children }),
  message: authorityMessage,
};

export const staffPages: readonly Route[] = [
  on.authorityAdministrator('GET', desk.href, '人员', (context) => showStaff(desk, context)),
  on.authorityAdministrator('POST', desk.href, '添加人员', (context) => postStaff(desk, context)),
  on.authorityAdministrator('POST', desk.activeHref(':id'), '停用启用人员', (context) =>
    postStaffActive(desk, context),
  ),
];
