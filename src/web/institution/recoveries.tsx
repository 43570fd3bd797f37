import { paths } from '../shared/paths.ts';
import { type RecoveryDesk, recoveryDeskPages } from '../shared/recoveryDesk.tsx';
import { recoveryFilePages } from '../shared/recoveryFile.tsx';
import type { Route } from '../shared/route.ts';
import { institutionMessage, institutionPage } from './shell.tsx';

const desk: RecoveryDesk = {
  end: 'institution',
  note: '在本机构注册、备案或者有在办业务的医师,手机丢失、不能登录时,由本人带身份证原件到柜台办理',
  paths: paths.institution,
  frame: institutionPage,
  message: institutionMessage,
};

export const recoveryPages: readonly Route[] = [...recoveryDeskPages(desk), ...recoveryFilePages(desk)];
