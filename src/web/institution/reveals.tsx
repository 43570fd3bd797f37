import { findFileNumbers } from '../../actions/privacy/findRevealable.ts';
import { paths } from '../shared/paths.ts';
import { revealLogPages } from '../shared/revealLog.tsx';
import { revealPages } from '../shared/revealPages.tsx';
import { on, type Route } from '../shared/route.ts';
import { institutionMessage, institutionPage } from './shell.tsx';

export const revealsPages: readonly Route[] = [
  ...revealPages({
    on: on.institution,
    name: '机构端',
    current: 'applications',
    record: paths.institution.application,
    address: paths.institution.applicationReveal,
    find: findFileNumbers,
    frame: institutionPage,
    message: institutionMessage,
  }),
  ...revealLogPages({
    end: 'institution',
    address: paths.institution.reveals,
    frame: institutionPage,
    message: institutionMessage,
  }),
];
