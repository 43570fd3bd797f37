import type { VNode } from 'preact';
import { signIn } from '../../actions/account/signIn.ts';
import { readWechat } from '../../actions/account/wechatState.ts';
import { closeSession } from '../../actions/session/closeSession.ts';
import { findActor } from '../../actions/session/findActor.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { CheckboxField } from '../shared/choices.tsx';
import type { ActorContext, PageContext } from '../shared/context.ts';
import { errorTitle, type FieldError } from '../shared/formPage.tsx';
import { localNext } from '../shared/localNext.ts';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { SignInForm } from '../shared/signInForm.tsx';
import { landingOf } from './landing.ts';
import { saidOn } from './said.tsx';
import { personMessage, personPage } from './shell.tsx';
import { WechatArea } from './wechatArea.tsx';

const title = '登录';
function signInPage(context: PageContext, errors: readonly FieldError[]): VNode {
  const { services, session, query } = context;
  const { scanned } = readWechat(session?.data ?? {}, services.clock.now());
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
        <SignInForm context={context} action={paths.person.signIn} errors={errors}>
          {scanned !== undefined && (
            <CheckboxField
              name="bindWechat"
              label="绑定刚才扫码的微信,下次可直接微信扫码登录"
              hint={scanned.nickname === null ? undefined : `微信昵称:${scanned.nickname}`}
              checked
            />
          )}
        </SignInForm>
        <div class="narrow row">
          <a class="link-button" href={paths.recover}>
            忘记密码
          </a>
          <a class="link-button end" href={paths.person.register}>
            注册新账号
          </a>
        </div>
        <section class="narrow section">
          <WechatArea enabled={services.wechat.enabled} label="微信扫码登录" />
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
  const { services, form, network, token } = context;
  const outcome = await signIn(services, 'person', {
    loginName: form.text('loginName'),
    password: form.secret('password'),
    network,
    token,
    bindWechat: form.text('bindWechat') === 'yes',
  });
  if (outcome.kind === 'done') {
    context.setToken(outcome.value.token);
    return redirect(await wayOn(context, outcome.value.token));
  }
  return answerOutcome(context, outcome, personMessage, paths.person.signIn, async (refusals) =>
    html(signInPage(context, shownErrors(form, refusals)), 422),
  );
}

/** Where they wanted to go, once nothing is missing; before that, what is missing. */
async function wayOn({ services, form }: PageContext, token: string): Promise<string> {
  const session = await findActor(services, token);
  if (session === undefined) return paths.person.signIn;
  const next = session.progress.activated ? localNext(form.text('next'), '/person') : undefined;
  return next ?? landingOf(session.progress);
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
