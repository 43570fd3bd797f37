import type { ComponentChildren } from 'preact';
import { passwordRuleOf } from '../../actions/account/newPassword.ts';
import { cancelByLink, viewByCancelLink } from '../../actions/recovery/cancelRecovery.ts';
import { finishRecovery, viewLink } from '../../actions/recovery/finishRecovery.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { Button, ButtonLink, SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { ReadOnly } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, FormPage } from '../shared/formPage.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { NewPasswordFields } from './newPasswordFields.tsx';
import { RecoveryFacts } from './recoveryFacts.tsx';
import { personMessage, personPage } from './shell.tsx';

const cancelTitle = '取消找回账号';
const passwordTitle = '设置新密码';

function narrow(context: PageContext, title: string, children: ComponentChildren, status = 200): Answer {
  const page = personPage(context, { title, scripts: true, children: <div class="narrow">{children}</div> });
  return html(page, status);
}

/** A link that is wrong, used or too old: nothing is told of what it was. */
function overPage(context: PageContext): Answer {
  const words = (
    <>
      <p>链接不完整、已经用过或者已过期。</p>
      <ButtonLink href={paths.recover}>找回账号</ButtonLink>
    </>
  );
  return html(personMessage(context, '链接已失效', words), 404);
}

/** Looking cancels nothing: programs that preview links look too. */
async function showCancel(context: PageContext): Promise<Answer> {
  const seen = await viewByCancelLink(context.services, context.params.token ?? '');
  if (seen === undefined) return overPage(context);
  await context.ensureSession();
  return narrow(
    context,
    cancelTitle,
    <>
      <PageHeading title={cancelTitle} note="有人正在为您的账号办理找回。不是您本人办理的,请立即取消。" />
      <RecoveryFacts context={context} seen={seen} />
      {seen.isOpen && (
        <form class="form" method="post" action={paths.recoverCancel(context.params.token ?? '')}>
          <FormGuard context={context} />
          <Button kind="irrevocable">取消找回</Button>
        </form>
      )}
    </>,
  );
}

async function cancel(context: PageContext): Promise<Answer> {
  const token = context.params.token ?? '';
  const outcome = await cancelByLink(context.services, token);
  return outcome.kind === 'done' ? redirect(paths.recoverCancel(token)) : overPage(context);
}

async function showPassword(context: PageContext, refusals: readonly Refusal[]): Promise<Answer> {
  const link = await viewLink(context.services, context.params.token ?? '');
  if (link === undefined) return overPage(context);
  await context.ensureSession();
  const errors = shownErrors(context.form, refusals);
  return narrow(
    context,
    errorTitle(passwordTitle, errors),
    <>
      <PageHeading title={passwordTitle} note="设置后,新手机号替换原来的手机号,所有设备退出登录" />
      <FormPage
        action={paths.recoverPassword(context.params.token ?? '')}
        errors={errors}
        hidden={<FormGuard context={context} />}
      >
        <ReadOnly label="登录名" value={link.loginName} />
        <NewPasswordFields label="新密码" policy={passwordRuleOf(context.services)} errors={errors} />
        <SubmitRow main="确定" />
      </FormPage>
    </>,
    errors.length > 0 ? 422 : 200,
  );
}

async function setPassword(context: PageContext): Promise<Answer> {
  const { services, form, params } = context;
  const typed = { password: form.secret('password'), passwordAgain: form.secret('passwordAgain') };
  const outcome = await finishRecovery(services, params.token ?? '', typed);
  if (outcome.kind === 'done') return redirect(withQuery(paths.person.signIn, { said: 'recovered' }));
  if (outcome.kind === 'notFound') return overPage(context);
  return answerOutcome(context, outcome, personMessage, paths.recover, (refusals) => showPassword(context, refusals));
}

export const recoverLinkPages: readonly Route[] = [
  on.visitor('GET', paths.recoverCancel(':token'), cancelTitle, showCancel),
  on.visitor('POST', paths.recoverCancel(':token'), cancelTitle, cancel),
  on.visitor('GET', paths.recoverPassword(':token'), passwordTitle, (context) => showPassword(context, [])),
  on.visitor('POST', paths.recoverPassword(':token'), passwordTitle, setPassword),
];
