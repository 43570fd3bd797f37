import { acceptInvitation } from '../../actions/staff/acceptInvitation.ts';
import { type InvitationView, viewInvitation } from '../../actions/staff/viewInvitation.ts';
import { passwordPolicyTexts } from '../../domain/fields/password.ts';
import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { PasswordField, TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { joinPage } from './joinFrame.tsx';
import { institutionMessage } from './shell.tsx';

const title = '接受邀请';
const here = paths.institution.invitation;

function over(context: PageContext): Answer {
  const words = <p role="alert">{refusalText({ code: 'invitation.over' })}</p>;
  return html(institutionMessage(context, '邀请已失效', words), 410);
}

async function showWith(context: PageContext, token: string, refusals: readonly Refusal[]): Promise<Answer> {
  // The cookie of this end does not travel with a link from a message: the form gets a session of its own.
  await context.ensureSession();
  const view = await viewInvitation(context.services, 'institution', token);
  if (view === undefined) return over(context);
  const errors = shownErrors(context.form, refusals);
  const children = <Question context={context} view={view} token={token} errors={errors} />;
  return html(joinPage(context, { title, errors, children }), errors.length > 0 ? 422 : 200);
}

interface Asked {
  readonly context: PageContext;
  readonly view: InvitationView;
  readonly token: string;
  readonly errors: readonly FieldError[];
}

function Question({ context, view, token, errors }: Asked) {
  return (
    <>
      <SummaryList
        rows={[
          { label: '机构', value: view.organisation },
          { label: '岗位', value: '机构管理员' },
          { label: '姓名', value: view.name },
          { label: '手机号', value: view.maskedPhone },
        ]}
      />
      <FormPage action={here} errors={errors} starNote hidden={<FormGuard context={context} />}>
        <input type="hidden" name="token" value={token} />
        <TextField
          name="loginName"
          label="登录名"
          required
          value={context.form.text('loginName')}
          hint="4至32个字符,以字母或汉字开头;一个汉字算两个"
          autocomplete="username"
          error={findError(errors, 'loginName')}
          width="medium"
        />
        <PasswordField
          name="password"
          label="登录密码"
          required
          hint={passwordPolicyTexts.modernWithSecondFactor}
          autocomplete="new-password"
          error={findError(errors, 'password')}
        />
        <PasswordField
          name="passwordAgain"
          label="确认密码"
          required
          autocomplete="new-password"
          error={findError(errors, 'passwordAgain')}
        />
        <SubmitRow main="确定" />
      </FormPage>
    </>
  );
}

async function take(context: PageContext): Promise<Answer> {
  const { services, form } = context;
  const token = form.text('token');
  const outcome = await acceptInvitation(services, token, {
    loginName: form.text('loginName'),
    password: form.secret('password'),
    passwordAgain: form.secret('passwordAgain'),
  });
  if (outcome.kind === 'done') return redirect(withQuery(here, { said: 'taken' }));
  return answerOutcome(context, outcome, institutionMessage, here, (refusals) => showWith(context, token, refusals));
}

function taken(context: PageContext): Answer {
  const words = (
    <>
      <Notice tone="success">
        <p>账号已设置,请用刚才的登录名和密码登录。</p>
      </Notice>
      <div class="submit-row">
        <ButtonLink href={paths.institution.signIn}>登录</ButtonLink>
      </div>
    </>
  );
  return html(institutionMessage(context, '邀请已接受', words));
}

async function show(context: PageContext): Promise<Answer> {
  const token = context.query.text('token');
  if (token === '' && context.query.text('said') === 'taken') return taken(context);
  return showWith(context, token, []);
}

export const invitationPages: readonly Route[] = [
  on.visitor('GET', here, title, show),
  on.visitor('POST', here, title, take),
];
