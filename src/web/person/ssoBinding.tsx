import type { VNode } from 'preact';
import { viewSsoBinding } from '../../actions/account/confirmSso.ts';
import { unbindSso } from '../../actions/account/unbindSso.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import type { ActorContext } from '../shared/context.ts';
import { PasswordField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { FormPage, findError } from '../shared/formPage.tsx';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { narrowFormPage } from './narrowFormPage.tsx';
import { personMessage } from './shell.tsx';

type Context = ActorContext<PersonActor>;
const title = '统一身份认证绑定';

function bindingPage(context: Context, boundAt: string | undefined, refusals: readonly Refusal[]): VNode {
  const errors = shownErrors(context.form, refusals);
  return narrowFormPage(context, {
    title,
    note: `绑定后,可用${context.services.sso?.label ?? ''}登录`,
    current: 'security',
    errors,
    children: (
      <>
        {context.query.text('said') === 'ssoFailed' && (
          <Notice tone="warning">{refusalText({ code: 'sso.failed' })}</Notice>
        )}
        {boundAt === undefined ? (
          <p>
            <ButtonLink href={paths.person.sso}>绑定</ButtonLink>
          </p>
        ) : (
          <FormPage action={paths.person.ssoBinding} errors={errors} hidden={<FormGuard context={context} />}>
            <p>已绑定({formatDateTime(Temporal.Instant.from(boundAt), chinaDate(context.services.clock.now()))})。</p>
            <PasswordField
              name="password"
              label="登录密码"
              hint="解除绑定前,请再输入一次登录密码"
              autocomplete="current-password"
              error={findError(errors, 'password')}
            />
            <SubmitRow main="解除绑定" back={{ href: paths.person.security, label: '返回安全设置' }} />
          </FormPage>
        )}
      </>
    ),
  });
}

async function showWith(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  if (context.services.sso === undefined) return notFoundPage(context, personMessage);
  const binding = await viewSsoBinding(context.services, context.actor.accountId);
  return html(bindingPage(context, binding?.boundAt, refusals), refusals.length > 0 ? 422 : 200);
}

async function unbind(context: Context): Promise<Answer> {
  const { services, actor, token, form } = context;
  if (services.sso === undefined) return notFoundPage(context, personMessage);
  const outcome = await unbindSso(services, actor, token, form.secret('password'));
  if (outcome.kind === 'done') return redirect(withQuery(paths.person.ssoBinding, { said: 'ssoUnbound' }));
  return answerOutcome(context, outcome, personMessage, paths.person.ssoBinding, (refusals) =>
    showWith(context, refusals),
  );
}

export const ssoBindingPages: readonly Route[] = [
  on.person('GET', paths.person.ssoBinding, title, (context) => showWith(context, [])),
  on.person('POST', paths.person.ssoBinding, `解除${title}`, unbind),
];
