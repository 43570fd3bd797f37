import type { VNode } from 'preact';
import { changePassword } from '../../actions/account/changePassword.ts';
import { passwordRuleOf } from '../../actions/account/newPassword.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import type { ActorContext } from '../shared/context.ts';
import { PasswordField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { narrowFormPage } from './narrowFormPage.tsx';
import { NewPasswordFields } from './newPasswordFields.tsx';
import { personMessage } from './shell.tsx';

type Context = ActorContext<PersonActor>;
const title = '修改密码';

function passwordPage(context: Context, errors: readonly FieldError[]): VNode {
  return narrowFormPage(context, {
    title,
    note: '修改后,其他设备上的登录会全部退出',
    current: 'security',
    errors,
    children: (
      <FormPage action={paths.person.securityPassword} errors={errors} hidden={<FormGuard context={context} />}>
        <PasswordField
          name="current"
          label="原密码"
          required
          autocomplete="current-password"
          error={findError(errors, 'current')}
        />
        <NewPasswordFields label="新密码" policy={passwordRuleOf(context.services)} errors={errors} />
        <SubmitRow main="确认" back={{ href: paths.person.security, label: '返回安全设置' }} />
      </FormPage>
    ),
  });
}

async function change(context: Context): Promise<Answer> {
  const { services, actor, token, form } = context;
  const outcome = await changePassword(services, actor, token, {
    current: form.secret('current'),
    password: form.secret('password'),
    passwordAgain: form.secret('passwordAgain'),
  });
  if (outcome.kind === 'done') {
    context.setToken(outcome.value);
    return redirect(withQuery(paths.person.security, { said: 'passwordChanged' }));
  }
  return answerOutcome(context, outcome, personMessage, paths.person.security, async (refusals) =>
    html(passwordPage(context, shownErrors(form, refusals)), 422),
  );
}

export const securityPasswordPages: readonly Route[] = [
  on.person('GET', paths.person.securityPassword, title, async (context) => html(passwordPage(context, []))),
  on.person('POST', paths.person.securityPassword, title, change),
];
