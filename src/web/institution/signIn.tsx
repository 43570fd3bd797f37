import type { VNode } from 'preact';
import { signIn } from '../../actions/account/signIn.ts';
import { closeSession } from '../../actions/session/closeSession.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import type { PageContext } from '../shared/context.ts';
import { errorTitle, type FieldError } from '../shared/formPage.tsx';
import { localNext } from '../shared/localNext.ts';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { SignInForm } from '../shared/signInForm.tsx';
import { institutionMessage, institutionPage } from './shell.tsx';

const title = '登录';

function signInPage(context: PageContext, errors: readonly FieldError[]): VNode {
  return institutionPage(context, {
    title: errorTitle(title, errors),
    children: (
      <>
        <PageHeading title={title} note="医师电子化注册信息系统(机构版)" />
        <SignInForm context={context} action={paths.institution.signIn} errors={errors} />
        <p class="narrow section quiet">账号由本机构管理员开通。忘记密码或不能登录的,请联系本机构管理员。</p>
      </>
    ),
  });
}

async function show(context: PageContext): Promise<Answer> {
  if (context.session?.actor?.end === 'institution') return redirect(paths.institution.home);
  return html(signInPage(context, []));
}

async function post(context: PageContext): Promise<Answer> {
  const { services, form, network, token } = context;
  const outcome = await signIn(services, 'institution', {
    loginName: form.text('loginName'),
    password: form.secret('password'),
    network,
    token,
    bindWechat: false,
  });
  if (outcome.kind === 'done') {
    context.setToken(outcome.value.token);
    return redirect(localNext(form.text('next'), '/institution') ?? paths.institution.home);
  }
  return answerOutcome(context, outcome, institutionMessage, paths.institution.signIn, async (refusals) =>
    html(signInPage(context, shownErrors(form, refusals)), 422),
  );
}

export const signInPages: readonly Route[] = [
  on.visitor('GET', paths.institution.signIn, '机构端登录', show),
  on.visitor('POST', paths.institution.signIn, '机构端登录', post),
  on.institution('POST', paths.institution.signOut, '退出', async (context) => {
    await closeSession(context.services, context.token);
    context.setToken(null);
    return redirect(paths.institution.signIn);
  }),
];
