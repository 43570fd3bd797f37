import type { VNode } from 'preact';
import { confirmSso, viewSso } from '../../actions/account/confirmSso.ts';
import { comeBackFromSso, goToSso } from '../../actions/account/goToSso.ts';
import { keepInSession } from '../../actions/session/closeSession.ts';
import { deviceWords } from '../../domain/fields/deviceWords.ts';
import { cutNetwork } from '../../domain/fields/network.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import type { PageContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { personMessage, personPage } from './shell.tsx';
import { wayOn } from './wayOn.ts';

type Shown = NonNullable<Awaited<ReturnType<typeof viewSso>>>;
const title = '确认统一身份认证';

/** Where somebody goes back to when it led nowhere. */
function failed({ session }: PageContext): Answer {
  const page = session?.actor?.end === 'person' ? paths.person.ssoBinding : paths.person.signIn;
  return redirect(withQuery(page, { said: 'ssoFailed' }));
}

/** To the provider. A link and no form: form-action lets no form leave this site. */
async function start(context: PageContext): Promise<Answer> {
  const { services } = context;
  if (services.sso === undefined) return notFoundPage(context, personMessage);
  const token = await context.ensureSession();
  const callback = `${services.publicUrl}${paths.person.ssoCallback}`;
  const outcome = await goToSso(services, services.sso, token, callback);
  return outcome.kind === 'done' ? redirect(outcome.value) : failed(context);
}

/** Back from the provider: only what this very session was sent away with lets it be heard, and nothing more. */
async function callback(context: PageContext): Promise<Answer> {
  const { services, path, token } = context;
  if (services.sso === undefined) return notFoundPage(context, personMessage);
  if (token === null) return failed(context);
  const address = new URL(services.publicUrl + paths.person.ssoCallback);
  address.search = new URL(path, services.publicUrl).search;
  const outcome = await comeBackFromSso(services, services.sso, token, address);
  return outcome.kind === 'done' ? redirect(paths.person.ssoConfirm) : failed(context);
}

const sentences = {
  signIn: '确认后,登录下面的账号。',
  unbound: '这个身份还没有绑定账号。请先用登录名和密码登录,再到“安全设置”绑定;没有账号的,请先注册。',
  bind: '确认后,绑定到您现在登录的账号。',
  boundAlready: '这个身份已绑定您的账号。',
  boundElsewhere: '这个身份已绑定另一个账号,不能再绑定。',
} as const;

function confirmPage(context: PageContext, { name, loginName, meaning }: Shown): VNode {
  const button = meaning === 'signIn' ? '确认登录' : meaning === 'bind' ? '确认绑定' : undefined;
  return personPage(context, {
    title,
    scripts: true,
    children: (
      <div class="narrow">
        <PageHeading title={title} note={sentences[meaning]} />
        <SummaryList
          rows={[
            { label: '姓名', value: name ?? '未提供' },
            ...(loginName === undefined ? [] : [{ label: '登录名', value: loginName }]),
            { label: '本设备', value: deviceWords(context.userAgent) },
            { label: '所在网络', value: cutNetwork(context.network) },
          ]}
        />
        <form method="post" action={paths.person.ssoConfirm}>
          <FormGuard context={context} />
          <div class="submit-row">
            {button !== undefined && (
              <button type="submit" class="ds-button" data-variant="primary" name="answer" value="yes">
                {button}
              </button>
            )}
            <button type="submit" class="ds-button" data-variant="secondary" name="answer" value="no">
              {button === undefined ? '返回' : '不是我,取消'}
            </button>
          </div>
        </form>
      </div>
    ),
  });
}

async function showConfirm(context: PageContext): Promise<Answer> {
  if (context.services.sso === undefined) return notFoundPage(context, personMessage);
  const shown = await viewSso(context.services, context.session);
  return shown === undefined ? failed(context) : html(confirmPage(context, shown));
}

async function confirm(context: PageContext): Promise<Answer> {
  const { services, form, session, token } = context;
  if (services.sso === undefined) return notFoundPage(context, personMessage);
  if (token === null) return failed(context);
  const accountId = session?.actor?.accountId ?? null;
  const home = accountId === null ? paths.person.signIn : paths.person.ssoBinding;
  if (form.text('answer') !== 'yes') {
    await keepInSession(services, token, { sso: null });
    return redirect(home);
  }
  const outcome = await confirmSso(services, { token, device: context.ensureDevice(), accountId });
  if (outcome.kind === 'done') {
    if (outcome.value.kind === 'bound') return redirect(withQuery(home, { said: 'ssoBound' }));
    context.setToken(outcome.value.token);
    return redirect(await wayOn(context, outcome.value.token));
  }
  const refused = outcome.kind === 'refused' ? outcome.refusals[0] : undefined;
  if (refused === undefined || refused.code === 'sso.failed') return failed(context);
  return html(personMessage(context, title, <p role="alert">{refusalText(refused)}</p>), 409);
}

export const ssoPages: readonly Route[] = [
  on.visitor('GET', paths.person.sso, '统一身份认证登录', start),
  on.visitor('GET', paths.person.ssoCallback, '统一身份认证登录', callback),
  on.visitor('GET', paths.person.ssoConfirm, title, showConfirm),
  on.visitor('POST', paths.person.ssoConfirm, title, confirm),
];
