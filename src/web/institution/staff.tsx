import { institutionRoles } from '../../domain/access/actor.ts';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { postStaff, postStaffActive, type StaffDesk, showStaff } from '../shared/staffDesk.tsx';
import { institutionMessage, institutionPage } from './shell.tsx';

const desk: StaffDesk = {
  roles: institutionRoles,
  href: paths.institution.staff,
  activeHref: paths.institution.staffActive,
  page: (context, title, children) => institutionPage(context, { title, current: 'staff', children }),
  message: institutionMessage,
};

export const staffPages: readonly Route[] = [
  on.institutionAdministrator('GET', desk.href, '人员', (context) => showStaff(desk, context)),
  on.institutionAdministrator('POST', desk.href, '添加人员', (context) => postStaff(desk, context)),
  on.institutionAdministrator('POST', desk.activeHref(':id'), '停用启用人员', (context) =>
    postStaffActive(desk, context),
  ),
];
