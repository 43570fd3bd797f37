import { deskNoticePages } from '../shared/deskNoticePages.tsx';
import { paths } from '../shared/paths.ts';
import { authorityPage } from './shell.tsx';

export const noticesPages = deskNoticePages({
  end: 'authority',
  name: '主管部门端',
  paths: paths.authority,
  frame: authorityPage,
});
