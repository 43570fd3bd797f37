import { findCorrectionNumbers, findEntryNumbers, findFileNumbers } from '../../actions/privacy/findRevealable.ts';
import { paths } from '../shared/paths.ts';
import { revealLogPages } from '../shared/revealLog.tsx';
import { revealPages } from '../shared/revealPages.tsx';
import { on, type Route } from '../shared/route.ts';
import { authorityMessage, authorityPage } from './shell.tsx';

const desk = { on: on.authority, frame: authorityPage, message: authorityMessage };

export const revealsPages: readonly Route[] = [
  ...revealPages({
    ...desk,
    name: '主管部门端业务',
    current: 'applications',
    record: paths.authority.application,
    address: paths.authority.applicationReveal,
    find: findFileNumbers,
  }),
  ...revealPages({
    ...desk,
    name: '注册信息',
    current: 'register',
    record: paths.authority.registerEntry,
    address: paths.authority.registerReveal,
    find: findEntryNumbers,
  }),
  ...revealPages({
    ...desk,
    name: '信息更正',
    current: 'corrections',
    record: paths.authority.correction,
    address: paths.authority.correctionReveal,
    find: findCorrectionNumbers,
  }),
  ...revealLogPages({
    end: 'authority',
    address: paths.authority.reveals,
    frame: authorityPage,
    message: authorityMessage,
  }),
];
