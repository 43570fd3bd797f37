import { finishWechat } from '../../actions/account/finishWechat.ts';
import { startWechat } from '../../actions/account/startWechat.ts';
import { findActor } from '../../actions/session/findActor.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { landingOf } from './landing.ts';
import { personMessage } from './shell.tsx';

const failed = withQuery(paths.person.signIn, { said: 'wechatFailed' });

function notOpen(context: PageContext): Answer {
  const words = (
    <>
      <p>微信扫码登录:本系统尚未开通。请用登录名和密码登录。</p>
      <ButtonLink href={paths.person.signIn}>登录</ButtonLink>
    </>
  );
  return html(personMessage(context, '微信扫码登录', words), 404);
}

/** To WeChat's own page with the code to scan. A link and no form: form-action lets no form leave this site. */
async function start(context: PageContext): Promise<Answer> {
  const { services } = context;
  if (!services.wechat.enabled) return notOpen(context);
  const token = await context.ensureSession();
  return redirect(await startWechat(services, token, `${services.publicUrl}${paths.person.wechatCallback}`));
}

/** Back from WeChat. The address comes from outside, so only a state of this very session lets it do anything. */
async function callback(context: PageContext): Promise<Answer> {
  const { services, query, token } = context;
  if (!services.wechat.enabled) return notOpen(context);
  if (token === null) return redirect(failed);
  const outcome = await finishWechat(services, token, { code: query.text('code'), state: query.text('state') });
  if (outcome.kind !== 'done') return redirect(failed);
  if (outcome.value === null) return redirect(paths.person.signIn);
  context.setToken(outcome.value.token);
  const session = await findActor(services, outcome.value.token);
  return redirect(session === undefined ? failed : landingOf(session.progress));
}

export const wechatPages: readonly Route[] = [
  on.visitor('GET', paths.person.wechat, '微信扫码登录', start),
  on.visitor('GET', paths.person.wechatCallback, '微信扫码登录', callback),
];
