import type { VNode } from 'preact';
import { acceptInvitation, viewInvitation } from '../../actions/staff/acceptInvitation.ts';
import { authorityRoles, institutionRoles } from '../../domain/access/actor.ts';
import { passwordPolicyTexts } from '../../domain/fields/password.ts';
import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from './answer.ts';
import { SubmitRow } from './button.tsx';
import type { PageContext } from './context.ts';
import { PasswordField, ReadOnly, TextField } from './fields.tsx';
import { FormGuard } from './formGuard.tsx';
import { FormPage, findError } from './formPage.tsx';
import { IdNumberFields } from './idNumberFields.tsx';
import { paths } from './paths.ts';
import { on, type Route } from './route.ts';
import { shownErrors } from './shownErrors.ts';
import { staffFrame } from './staffFrame.tsx';
import { typedFields } from './typedFields.ts';

type End = 'institution' | 'authority';
type Invitation = NonNullable<Awaited<ReturnType<typeof viewInvitation>>>;
const title = '接受邀请';

function tokenOf({ form, query }: PageContext): string {
  return form.text('token') || query.text('token');
}

function joinPage(end: End, context: PageContext, invitation: Invitation, refusals: readonly Refusal[]): VNode {
  const errors = shownErrors(context.form, refusals);
  const roles: Readonly<Record<string, string>> = end === 'institution' ? institutionRoles : authorityRoles;
  const hidden = (
    <>
      <FormGuard context={context} />
      <input type="hidden" name="token" value={tokenOf(context)} />
    </>
  );
  return staffFrame(context, end, {
    title,
    note: invitation.organisation,
    errors,
    children: (
      <FormPage action={paths[end].invitation} errors={errors} hidden={hidden}>
        <ReadOnly label="姓名" value={invitation.name} />
        <ReadOnly label="岗位" value={roles[invitation.role] ?? invitation.role} />
        {invitation.idNumber === null && <IdNumberFields context={context} errors={errors} />}
        <TextField
          {...typedFields(context, errors)('loginName')}
          label="登录名"
          hint="4至32个字符,以字母或汉字开头;一个汉字算两个"
          autocomplete="username"
          width="medium"
        />
        <PasswordField
          name="password"
          label="登录密码"
          hint={passwordPolicyTexts.modernWithSecondFactor}
          autocomplete="new-password"
          error={findError(errors, 'password')}
        />
        <PasswordField
          name="passwordAgain"
          label="确认密码"
          autocomplete="new-password"
          error={findError(errors, 'passwordAgain')}
        />
        <SubmitRow main="确定" next="下一步:启用动态验证码。" />
      </FormPage>
    ),
  });
}

function overPage(end: End, context: PageContext): Answer {
  const words = <p>{refusalText({ code: 'invitation.over' })}</p>;
  return html(staffFrame(context, end, { title: '邀请已失效', children: words }), 404);
}

async function show(end: End, context: PageContext, refusals: readonly Refusal[]): Promise<Answer> {
  const invitation = await viewInvitation(context.services, end, tokenOf(context));
  if (invitation === undefined) return overPage(end, context);
  return html(joinPage(end, context, invitation, refusals), refusals.length > 0 ? 422 : 200);
}

async function post(end: End, context: PageContext): Promise<Answer> {
  const { services, form } = context;
  const outcome = await acceptInvitation(services, end, tokenOf(context), {
    idType: form.text('idType'),
    idNumber: form.text('idNumber'),
    loginName: form.text('loginName'),
    password: form.secret('password'),
    passwordAgain: form.secret('passwordAgain'),
  });
  if (outcome.kind === 'done') {
    context.setToken(outcome.value);
    return redirect(paths[end].enrol);
  }
  return show(end, context, outcome.kind === 'refused' ? outcome.refusals : []);
}

/** The link of an invitation: looking changes nothing, the form makes the account. */
export function joinPages(end: End): readonly Route[] {
  return [
    on.visitor('GET', paths[end].invitation, title, (context) => show(end, context, [])),
    on.visitor('POST', paths[end].invitation, title, (context) => post(end, context)),
  ];
}
