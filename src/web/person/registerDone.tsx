import { readRegistration } from '../../actions/account/registration.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { Notice } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { personPage } from './shell.tsx';
import { WechatArea } from './wechatArea.tsx';

async function show(context: PageContext): Promise<Answer> {
  const { registered } = readRegistration(context.session?.data ?? {});
  if (registered === undefined) return redirect(paths.person.signIn);
  const page = personPage(context, {
    title: '注册成功',
    children: (
      <div class="narrow">
        <PageHeading title="注册成功" />
        <Notice tone="success" title="电子化账户注册成功">
          <p>请牢记您的用户名和密码,建议记录下来或手机拍照。</p>
        </Notice>
        <SummaryList rows={[{ label: '用户名(登录名)', value: registered }]} />
        <p>
          一个证件号码只有一个账号。您的证件号码以前已注册过的,仍用原来的账号,我们已向您填写的手机号发送短信说明。
          <a href={paths.recover}>找回账号</a> <a href={paths.dispute}>提出异议</a>
        </p>
        <p>在登录之前,建议使用手机微信扫描二维码绑定微信,下次可直接微信扫码登录,更加方便快捷。</p>
        <WechatArea enabled={context.services.wechat.enabled} label="绑定微信" />
        <div class="submit-row">
          <ButtonLink href={paths.person.signIn}>点击下一步</ButtonLink>
          <p class="next">下一步用刚才设置的登录名和密码登录。</p>
        </div>
      </div>
    ),
  });
  return html(page);
}

export const registerDonePages: readonly Route[] = [on.visitor('GET', paths.person.registerDone, '注册成功', show)];
