import type { VNode } from 'preact';
import { openHumanCheck, type HumanCheck as Question } from '../../actions/account/openHumanCheck.ts';
import { requestEmail } from '../../actions/account/requestEmail.ts';
import { viewSecurity } from '../../actions/account/viewSecurity.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import type { ActorContext } from '../shared/context.ts';
import { ReadOnly, TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { type FieldError, FormPage } from '../shared/formPage.tsx';
import { HumanCheck, humanAnswer } from '../shared/humanCheck.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { typedFields } from '../shared/typedFields.ts';
import { narrowFormPage } from './narrowFormPage.tsx';
import { personMessage } from './shell.tsx';

type Context = ActorContext<PersonActor>;

interface Shown {
  readonly maskedEmail: string;
  readonly emailVerified: boolean;
  readonly question: Question;
  readonly errors: readonly FieldError[];
}

function emailPage(context: Context, { maskedEmail, emailVerified, question, errors }: Shown): VNode {
  const typed = typedFields(context, errors);
  const email = { required: true, type: 'email', inputMode: 'email', autocomplete: 'email' } as const;
  return narrowFormPage(context, {
    title: emailVerified ? '更换邮箱' : '邮箱验证',
    note: '系统会向您填写的邮箱发送一封邮件,请登录该邮箱,按照邮件内容提示完成验证',
    current: 'security',
    errors,
    children: (
      <FormPage action={paths.person.securityEmail} errors={errors} hidden={<FormGuard context={context} />}>
        {maskedEmail !== '' && (
          <ReadOnly label={emailVerified ? '现在的邮箱(已验证)' : '现在的邮箱(未验证)'} value={maskedEmail} />
        )}
        <TextField {...typed('email')} {...email} label="常用邮箱" />
        <TextField {...typed('emailAgain')} {...email} label="确认邮箱" hint="请再次输入邮箱" />
        <HumanCheck question={question} refreshHref={paths.person.securityEmail} errors={errors} />
        <SubmitRow main="发送验证邮件" back={{ href: paths.person.security, label: '返回安全设置' }} />
      </FormPage>
    ),
  });
}

/** Each showing asks a new picture: the one before has been answered, right or wrong. */
async function showWith(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const { services, actor, token, form } = context;
  const { maskedEmail, emailVerified } = await viewSecurity(services, actor);
  const question = await openHumanCheck(services, token, 'captcha:email');
  const errors = shownErrors(form, refusals);
  const page = emailPage(context, { maskedEmail, emailVerified, question, errors });
  return html(page, errors.length > 0 ? 422 : 200);
}

async function post(context: Context): Promise<Answer> {
  const { services, actor, token, network, form } = context;
  // 看不清,换一张 without a script: what was typed stays.
  if (form.text('refresh') !== '') return showWith(context, []);
  const from = { token, network, confirmPath: paths.person.securityEmailConfirm };
  const outcome = await requestEmail(services, actor, from, {
    email: form.text('email'),
    emailAgain: form.text('emailAgain'),
    human: humanAnswer(form),
  });
  if (outcome.kind === 'done') return redirect(withQuery(paths.person.security, { said: 'emailSent' }));
  return answerOutcome(context, outcome, personMessage, paths.person.security, (refusals) =>
    showWith(context, refusals),
  );
}

export const securityEmailPages: readonly Route[] = [
  on.person('GET', paths.person.securityEmail, '邮箱验证', (context) => showWith(context, [])),
  on.person('POST', paths.person.securityEmail, '发送验证邮件', post),
];
