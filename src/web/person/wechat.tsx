import type { VNode } from 'preact';
import { confirmWechat } from '../../actions/account/confirmWechat.ts';
import { finishWechat } from '../../actions/account/finishWechat.ts';
import { startWechat } from '../../actions/account/startWechat.ts';
import { type ScannedView, viewScanned } from '../../actions/account/viewScanned.ts';
import { keepInSession } from '../../actions/session/closeSession.ts';
import { deviceWords } from '../../domain/fields/deviceWords.ts';
import { cutNetwork } from '../../domain/fields/network.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { personMessage, personPage } from './shell.tsx';
import { wayOn } from './wayOn.ts';

const title = '微信扫码登录';

function notOpen(context: PageContext): Answer {
  const words = (
    <>
      <p>微信扫码登录:本系统尚未开通。请用登录名和密码登录。</p>
      <ButtonLink href={paths.person.signIn}>登录</ButtonLink>
    </>
  );
  return html(personMessage(context, title, words), 404);
}

/** Where somebody goes back to when a scan led nowhere. */
function failed({ session }: PageContext): Answer {
  return redirect(
    session?.actor?.end === 'person'
      ? withQuery(paths.person.wechatBinding, { said: 'wechatFailed' })
      : withQuery(paths.person.signIn, { said: 'wechatFailed' }),
  );
}

/** To WeChat's own page with the code to scan. A link and no form: form-action lets no form leave this site. */
async function start(context: PageContext): Promise<Answer> {
  const { services } = context;
  if (!services.wechat.enabled) return notOpen(context);
  const token = await context.ensureSession();
  const away = await startWechat(services, token, `${services.publicUrl}${paths.person.wechatCallback}`);
  if (services.localWechat === undefined) return redirect(away);
  // The page of the demonstration is ours: whatever name this machine is called by, the browser stays with it.
  const { pathname, search } = new URL(away);
  return redirect(pathname + search);
}

/** Back from WeChat. The address comes from outside, so only a state of this very session lets it be heard, and nothing more. */
async function callback(context: PageContext): Promise<Answer> {
  const { services, query, token } = context;
  if (!services.wechat.enabled) return notOpen(context);
  if (token === null) return failed(context);
  const outcome = await finishWechat(services, token, { code: query.text('code'), state: query.text('state') });
  return outcome.kind === 'done' ? redirect(paths.person.wechatConfirm) : failed(context);
}

/** What would happen, and where: whoever was led here by somebody else's code sees it before anything has happened. */
function confirmPage(context: PageContext, { nickname, meaning }: ScannedView): VNode {
  const may = meaning.kind === 'signIn' || meaning.kind === 'bind' || meaning.kind === 'bindLater';
  return personPage(context, {
    title: '确认微信扫码',
    scripts: true,
    children: (
      <div class="narrow">
        <PageHeading title="确认微信扫码" note={sentences[meaning.kind]} />
        <SummaryList
          rows={[
            { label: '微信昵称', value: nickname ?? '未提供' },
            ...(meaning.kind === 'signIn' ? [{ label: '登录名', value: meaning.loginName }] : []),
            { label: '本设备', value: deviceWords(context.userAgent) },
            { label: '所在网络', value: cutNetwork(context.network) },
          ]}
        />
        <p>如果不是您本人在这台设备上扫的码,请不要确认。</p>
        <form method="post" action={paths.person.wechatConfirm}>
          <FormGuard context={context} />
          <div class="submit-row">
            {may && (
              <button type="submit" class="ds-button" data-variant="primary" name="answer" value="yes">
                {buttons[meaning.kind] ?? '确认'}
              </button>
            )}
            <button type="submit" class="ds-button" data-variant="secondary" name="answer" value="no">
              {may ? '不是我,取消' : '返回'}
            </button>
          </div>
        </form>
      </div>
    ),
  });
}

const sentences = {
  signIn: '确认后,用这个微信登录下面的账号。',
  bindLater: '这个微信还没有绑定账号。确认后请登录一次,即可绑定。',
  bind: '确认后,这个微信绑定到您现在登录的账号。',
  boundAlready: '这个微信已绑定您的账号。',
  boundElsewhere: '这个微信已绑定另一个账号,不能再绑定。',
} as const;

const buttons: Readonly<Record<string, string>> = {
  signIn: '确认登录',
  bindLater: '确认,去登录',
  bind: '确认绑定',
};

async function showConfirm(context: PageContext): Promise<Answer> {
  const { services } = context;
  if (!services.wechat.enabled) return notOpen(context);
  const scanned = await viewScanned(services, context.session);
  return scanned === undefined ? failed(context) : html(confirmPage(context, scanned));
}

async function confirm(context: PageContext): Promise<Answer> {
  const { services, form, session, token } = context;
  if (!services.wechat.enabled) return notOpen(context);
  if (token === null) return failed(context);
  const actor = session?.actor ?? null;
  const home = actor === null ? paths.person.signIn : paths.person.wechatBinding;
  if (form.text('answer') !== 'yes') {
    await keepInSession(services, token, { wechat: null });
    return redirect(home);
  }
  const accountId = actor?.accountId ?? null;
  const outcome = await confirmWechat(services, { token, device: context.ensureDevice(), accountId });
  if (outcome.kind !== 'done') {
    const refused = outcome.kind === 'refused' ? outcome.refusals[0] : undefined;
    if (refused === undefined || refused.code === 'wechat.failed') return failed(context);
    return html(personMessage(context, '微信绑定', <p role="alert">{refusalText(refused)}</p>), 409);
  }
  if (outcome.value.kind !== 'signedIn')
    return redirect(actor === null ? home : withQuery(home, { said: 'wechatBound' }));
  context.setToken(outcome.value.token);
  return redirect(await wayOn(context, outcome.value.token));
}

export const wechatPages: readonly Route[] = [
  on.visitor('GET', paths.person.wechat, title, start),
  on.visitor('GET', paths.person.wechatCallback, title, callback),
  on.visitor('GET', paths.person.wechatConfirm, '确认微信扫码', showConfirm),
  on.visitor('POST', paths.person.wechatConfirm, '确认微信扫码', confirm),
];
