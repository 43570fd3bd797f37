import type { VNode } from 'preact';
import { openHumanCheck, type HumanCheck as Question } from '../../actions/account/openHumanCheck.ts';
import { signIn } from '../../actions/account/signIn.ts';
import { closeSession } from '../../actions/session/closeSession.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import type { ActorContext, PageContext } from '../shared/context.ts';
import { errorTitle, type FieldError, findError } from '../shared/formPage.tsx';
import { HumanCheck, humanAnswer } from '../shared/humanCheck.tsx';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { SignInForm } from '../shared/signInForm.tsx';
import { BindChoice } from './bindChoice.tsx';
import { landingOf } from './landing.ts';
import { saidOn } from './said.tsx';
import { personMessage, personPage } from './shell.tsx';
import { wayOn } from './wayOn.ts';
import { WechatArea } from './wechatArea.tsx';

const title = '登录';

/** A check stands in the form only after many failures. */
function signInPage(context: PageContext, errors: readonly FieldError[], question?: Question): VNode {
  const { services, query } = context;
  const next = context.form.text('next') || query.text('next');
  return personPage(context, {
    title: errorTitle(title, errors),
    scripts: true,
    flash: errors.length === 0 ? saidOn(context) : undefined,
    children: (
      <>
        <PageHeading title={title} note="医师电子化注册—个人端" />
        {query.text('said') === 'wechatFailed' && (
          <Notice tone="warning">{refusalText({ code: 'wechat.failed' })}</Notice>
        )}
        {query.text('said') === 'ssoFailed' && <Notice tone="warning">{refusalText({ code: 'sso.failed' })}</Notice>}
        <SignInForm context={context} action={paths.person.signIn} errors={errors} hint="可填写登录名,或已验证的手机号">
          <BindChoice context={context} />
          {question !== undefined && (
            <HumanCheck question={question} refreshHref={paths.person.signIn} errors={errors} />
          )}
        </SignInForm>
        <div class="narrow row">
          <a class="link-button" href={withQuery(paths.person.signInCode, { next: next || undefined })}>
            短信验证码登录
          </a>
          <a class="link-button" href={paths.recover}>
            忘记密码
          </a>
          <a class="link-button end" href={paths.person.register}>
            注册新账号
          </a>
        </div>
        <section class="narrow section">
          <WechatArea enabled={services.wechat.enabled} label="微信扫码登录" />
          {services.sso !== undefined && (
            <p>
              <ButtonLink href={paths.person.sso} kind="secondary">
                {services.sso.label}
              </ButtonLink>
            </p>
          )}
        </section>
      </>
    ),
  });
}

async function show(context: PageContext): Promise<Answer> {
  const { session } = context;
  if (session?.actor?.end === 'person') return redirect(landingOf(session.progress));
  return html(signInPage(context, []));
}

async function post(context: PageContext): Promise<Answer> {
  const { services, form, token } = context;
  if (form.text('refresh') !== '') return showChecked(context, []);
  const outcome = await signIn(services, 'person', {
    loginName: form.text('loginName'),
    password: form.secret('password'),
    device: context.ensureDevice(),
    token,
    bindWechat: form.text('bindWechat') === 'yes',
    human: humanAnswer(form),
  });
  if (outcome.kind === 'done') {
    context.setToken(outcome.value.token);
    return redirect(await wayOn(context, outcome.value.token));
  }
  return answerOutcome(context, outcome, personMessage, paths.person.signIn, (refusals) => {
    const errors = shownErrors(form, refusals);
    return findError(errors, 'captcha') === undefined
      ? Promise.resolve(html(signInPage(context, errors), 422))
      : showChecked(context, errors);
  });
}

async function showChecked(context: PageContext, errors: readonly FieldError[]): Promise<Answer> {
  const question = await openHumanCheck(context.services, await context.ensureSession(), 'captcha:signIn');
  return html(signInPage(context, errors, question), errors.length > 0 ? 422 : 200);
}

async function signOut(context: ActorContext<PersonActor>): Promise<Answer> {
  await closeSession(context.services, context.token);
  context.setToken(null);
  return redirect(paths.person.signIn);
}

export const signInPages: readonly Route[] = [
  on.visitor('GET', paths.person.signIn, '登录', show),
  on.visitor('POST', paths.person.signIn, '登录', post),
  on.person('POST', paths.person.signOut, '退出', signOut, { whileFrozen: true }),
];
