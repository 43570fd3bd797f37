import { authorityRoles } from '../../domain/access/actor.ts';
import { paths } from '../shared/paths.ts';
import { staffDeskPages } from '../shared/staffDesk.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';

export const staffPages = staffDeskPages({
  end: 'authority',
  roles: authorityRoles,
  paths: paths.authority,
  frame: authorityPage,
  message: authorityMessage,
});
