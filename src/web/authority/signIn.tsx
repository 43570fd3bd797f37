import { paths } from '../shared/paths.ts';
import { staffSignInPages } from '../shared/staffSignIn.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';

export const signInPages = staffSignInPages({
  end: 'authority',
  name: '主管部门端',
  paths: paths.authority,
  edition: '医师电子化注册信息系统(主管部门版)',
  help: '账号由本机关管理员开通。忘记密码或不能登录的,请联系本机关管理员。',
  frame: authorityPage,
  message: authorityMessage,
});
