import { deskNoticePages } from '../shared/deskNoticePages.tsx';
import { paths } from '../shared/paths.ts';
import { institutionPage } from './shell.tsx';

export const noticesPages = deskNoticePages({
  end: 'institution',
  name: '机构端',
  paths: paths.institution,
  frame: institutionPage,
});
