import { passwordRuleOf } from '../../actions/account/newPassword.ts';
import { recoverByCode } from '../../actions/recovery/recoverByCode.ts';
import { recoveryTerms } from '../../domain/access/recovery.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { PageContext } from '../shared/context.ts';
import { TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { typedFields } from '../shared/typedFields.ts';
import { NewPasswordFields } from './newPasswordFields.tsx';
import { personMessage, personPage } from './shell.tsx';

const title = '找回账号';

async function show(context: PageContext, errors: readonly FieldError[]): Promise<Answer> {
  await context.ensureSession();
  const page = personPage(context, {
    title: errorTitle(title, errors),
    scripts: true,
    children: (
      <div class="narrow">
        <PageHeading title={title} note="忘记密码,或者手机丢失时使用" />
        <Card title="有恢复码">
          <FormPage action={paths.recover} errors={errors} hidden={<FormGuard context={context} />}>
            <TextField
              {...typedFields(context, errors)('who')}
              label="登录名或身份证号"
              required
              autocomplete="username"
            />
            <TextField
              name="code"
              label="恢复码"
              required
              hint="16位数字和字母,每个只能用一次"
              autocomplete="off"
              error={findError(errors, 'code')}
              width="medium"
            />
            <NewPasswordFields label="新密码" policy={passwordRuleOf(context.services)} errors={errors} />
            <SubmitRow main="重设密码" back={{ href: paths.person.signIn, label: '返回登录' }} />
          </FormPage>
        </Card>
        <section class="section">
          <h2>没有恢复码</h2>
          <p>
            请带身份证原件和新手机,到您的执业机构、备案机构或者正在办理业务的机构,由工作人员当面核对后办理“找回账号”。没有执业机构的,到为您办理注册的主管部门;还没有注册过的,到考核所在省的中医药主管部门。
          </p>
          <p>
            须由两名工作人员先后核对确认。为防止他人冒用,确认后原来的手机、邮箱会立即收到通知,{recoveryTerms.waitHours}
            小时内没有取消的,才能用新手机号重设密码。
          </p>
        </section>
        <section class="section">
          <h2>账号不是您本人注册的</h2>
          <p>
            他人用您的身份证号注册了账号的,请<a href={paths.dispute}>提出异议</a>。
          </p>
        </section>
      </div>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

async function post(context: PageContext): Promise<Answer> {
  const { services, form, network } = context;
  const outcome = await recoverByCode(services, {
    who: form.text('who'),
    code: form.text('code'),
    password: form.secret('password'),
    passwordAgain: form.secret('passwordAgain'),
    network,
  });
  if (outcome.kind === 'done') return redirect(withQuery(paths.person.signIn, { said: 'recovered' }));
  return answerOutcome(context, outcome, personMessage, paths.recover, (refusals) =>
    show(context, shownErrors(form, refusals)),
  );
}

export const recoverPages: readonly Route[] = [
  on.visitor('GET', paths.recover, title, (context) => show(context, [])),
  on.visitor('POST', paths.recover, title, post),
];
