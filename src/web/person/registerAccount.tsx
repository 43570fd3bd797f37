import type { VNode } from 'preact';
import { passwordRuleOf } from '../../actions/account/newPassword.ts';
import { registerAccount } from '../../actions/account/registerAccount.ts';
import { type Registration, readRegistration } from '../../actions/account/registration.ts';
import { idTypeLabels, maskIdNumber } from '../../domain/fields/identity.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, type FieldError, FormPage, type FormPart } from '../shared/formPage.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { typedFields } from '../shared/typedFields.ts';
import { NewPasswordFields } from './newPasswordFields.tsx';
import { personMessage, personPage } from './shell.tsx';

const title = '注册新账号';

function accountPage(context: PageContext, registration: Registration, errors: readonly FieldError[]): VNode {
  return personPage(context, {
    title: errorTitle(title, errors),
    scripts: true,
    children: (
      <>
        <PageHeading title={title} note="第2步,共2步:设置登录信息" />
        <div class="narrow">
          <SummaryList
            rows={[
              { label: '您的姓名', value: registration.name, changeHref: paths.person.register },
              { label: idTypeLabels[registration.idType], value: maskIdNumber(registration.idNumber) },
            ]}
          />
        </div>
        <FormPage
          action={paths.person.registerAccount}
          errors={errors}
          starNote
          hidden={<FormGuard context={context} />}
        >
          <Fields context={context} errors={errors} />
          <SubmitRow main="确定" back={{ href: paths.person.register }} />
        </FormPage>
      </>
    ),
  });
}

function Fields({ context, errors }: FormPart) {
  const typed = typedFields(context, errors);
  return (
    <>
      <TextField
        {...typed('phone')}
        label="手机号"
        required
        hint="中国大陆手机号,用于接收校验码"
        type="tel"
        inputMode="tel"
        autocomplete="tel"
        width="medium"
      />
      <TextField {...typed('email')} label="电子邮箱" required type="email" inputMode="email" autocomplete="email" />
      <TextField
        {...typed('loginName')}
        label="登录名"
        required
        hint="4至32个字符,以字母或汉字开头;一个汉字算两个"
        autocomplete="username"
        width="medium"
      />
      <NewPasswordFields label="登录密码" policy={passwordRuleOf(context.services)} errors={errors} />
    </>
  );
}

const restart = withQuery(paths.person.register, { said: 'restart' });

async function show(context: PageContext): Promise<Answer> {
  const { registration, registered } = readRegistration(context.session?.data ?? {});
  if (registration !== undefined) return html(accountPage(context, registration, []));
  return redirect(registered === undefined ? restart : paths.person.registerDone);
}

async function post(context: PageContext): Promise<Answer> {
  const { services, form, token, network } = context;
  const { registration, registered } = readRegistration(context.session?.data ?? {});
  if (registration === undefined || token === null)
    return redirect(registered === undefined ? restart : paths.person.registerDone);
  const outcome = await registerAccount(services, { token, network }, registration, {
    phone: form.text('phone'),
    email: form.text('email'),
    loginName: form.text('loginName'),
    password: form.secret('password'),
    passwordAgain: form.secret('passwordAgain'),
  });
  if (outcome.kind === 'done') return redirect(paths.person.registerDone);
  return answerOutcome(context, outcome, personMessage, paths.person.register, async (refusals: readonly Refusal[]) =>
    refusals.some(({ code }) => code === 'registration.restart')
      ? redirect(restart)
      : html(accountPage(context, registration, shownErrors(form, refusals)), 422),
  );
}

export const registerAccountPages: readonly Route[] = [
  on.visitor('GET', paths.person.registerAccount, '设置登录信息', show),
  on.visitor('POST', paths.person.registerAccount, '设置登录信息', post),
];
