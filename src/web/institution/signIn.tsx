import { paths } from '../shared/paths.ts';
import { staffSignInPages } from '../shared/staffSignIn.tsx';
import { institutionMessage, institutionPage } from './shell.tsx';

export const signInPages = staffSignInPages({
  end: 'institution',
  name: '机构端',
  paths: paths.institution,
  edition: '医师电子化注册信息系统(机构版)',
  help: '账号由本机构管理员开通。忘记密码或不能登录的,请联系本机构管理员。',
  further: (
    <p class="narrow">
      机构还没有在本系统开通的:<a href={paths.institution.join}>机构入驻申请</a>
    </p>
  ),
  frame: institutionPage,
  message: institutionMessage,
});
