import type { VNode } from 'preact';
import { unbindWechat } from '../../actions/account/unbindWechat.ts';
import { viewWechatBinding } from '../../actions/account/viewScanned.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import type { ActorContext } from '../shared/context.ts';
import { PasswordField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { narrowFormPage } from './narrowFormPage.tsx';
import { personMessage } from './shell.tsx';
import { WechatArea } from './wechatArea.tsx';

type Context = ActorContext<PersonActor>;
const title = '微信绑定';

function bindingPage(context: Context, boundAt: string | undefined, errors: readonly FieldError[]): VNode {
  return narrowFormPage(context, {
    title,
    note: '绑定微信后,可直接微信扫码登录',
    current: 'security',
    errors,
    children: (
      <>
        {context.query.text('said') === 'wechatFailed' && (
          <Notice tone="warning">{refusalText({ code: 'wechat.failed' })}</Notice>
        )}
        {boundAt === undefined ? (
          <WechatArea enabled={context.services.wechat.enabled} label="绑定微信" />
        ) : (
          <Unbind context={context} boundAt={boundAt} errors={errors} />
        )}
      </>
    ),
  });
}

function Unbind({ context, boundAt, errors }: { context: Context; boundAt: string; errors: readonly FieldError[] }) {
  const when = formatDateTime(Temporal.Instant.from(boundAt), chinaDate(context.services.clock.now()));
  return (
    <>
      <p>已绑定微信({when})。</p>
      <FormPage action={paths.person.wechatBinding} errors={errors} hidden={<FormGuard context={context} />}>
        <PasswordField
          name="password"
          label="登录密码"
          hint="解除绑定前,请再输入一次登录密码"
          autocomplete="current-password"
          error={findError(errors, 'password')}
        />
        <SubmitRow main="解除绑定" back={{ href: paths.person.security, label: '返回安全设置' }} />
      </FormPage>
    </>
  );
}

async function showWith(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const binding = await viewWechatBinding(context.services, context.actor.accountId);
  const errors = shownErrors(context.form, refusals);
  return html(bindingPage(context, binding?.boundAt, errors), errors.length > 0 ? 422 : 200);
}

async function unbind(context: Context): Promise<Answer> {
  const { services, actor, token, form } = context;
  const outcome = await unbindWechat(services, actor, token, { password: form.secret('password') });
  if (outcome.kind === 'done') return redirect(withQuery(paths.person.wechatBinding, { said: 'wechatUnbound' }));
  return answerOutcome(context, outcome, personMessage, paths.person.wechatBinding, (refusals) =>
    showWith(context, refusals),
  );
}

export const wechatBindingPages: readonly Route[] = [
  on.person('GET', paths.person.wechatBinding, title, async (context) => showWith(context, [])),
  on.person('POST', paths.person.wechatBinding, '解除绑定', unbind),
];
