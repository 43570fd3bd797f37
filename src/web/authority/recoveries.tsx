import { paths } from '../shared/paths.ts';
import { type RecoveryDesk, recoveryDeskPages } from '../shared/recoveryDesk.tsx';
import { recoveryFilePages } from '../shared/recoveryFile.tsx';
import type { Route } from '../shared/route.ts';
import { authorityMessage, authorityPage } from './shell.tsx';

const desk: RecoveryDesk = {
  end: 'authority',
  note: '没有执业机构的医师由最近一次注册的机关办理,没有注册过的由考核所在省办理;机构没有第二名人员的,由本机关确认',
  paths: paths.authority,
  frame: authorityPage,
  message: authorityMessage,
};

export const recoveryPages: readonly Route[] = [...recoveryDeskPages(desk), ...recoveryFilePages(desk)];
