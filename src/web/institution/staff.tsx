import { institutionRoles } from '../../domain/access/actor.ts';
import { paths } from '../shared/paths.ts';
import { staffDeskPages } from '../shared/staffDesk.tsx';
import { institutionMessage, institutionPage } from './shell.tsx';

export const staffPages = staffDeskPages({
  end: 'institution',
  roles: institutionRoles,
  paths: paths.institution,
  frame: institutionPage,
  message: institutionMessage,
});
