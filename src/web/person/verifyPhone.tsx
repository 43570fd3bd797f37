import type { VNode } from 'preact';
import { changePhone } from '../../actions/account/changePhone.ts';
import { confirmPhone } from '../../actions/account/confirmPhone.ts';
import { sendPhoneCode } from '../../actions/account/sendPhoneCode.ts';
import { type AccountView, viewAccount } from '../../actions/account/viewAccount.ts';
import type { Outcome } from '../../actions/outcome.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import type { ActorContext } from '../shared/context.ts';
import { ReadOnly, TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { ErrorSummary, type FieldError, FormPage, type FormPart, findError } from '../shared/formPage.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { ResendButton } from '../shared/resendButton.tsx';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { typedFields } from '../shared/typedFields.ts';
import { landingOf } from './landing.ts';
import { narrowFormPage } from './narrowFormPage.tsx';
import { personMessage } from './shell.tsx';

type Context = ActorContext<PersonActor>;
const title = '验证手机号';

function verifyPage(context: Context, account: AccountView, errors: readonly FieldError[]): VNode {
  return narrowFormPage(context, {
    title,
    note: '账户激活和办理业务前,请先验证手机号',
    errors,
    children: (
      <>
        <ErrorSummary errors={errors} />
        <form class="form" method="post" action={paths.person.sendPhoneCode}>
          <FormGuard context={context} />
          <ReadOnly label="手机号" value={account.maskedPhone} />
          <ResendButton label="向手机发送校验码" waitSeconds={account.waitSeconds} />
        </form>
        <div class="section">
          <FormPage action={paths.person.verifyPhone} hidden={<FormGuard context={context} />}>
            <TextField
              name="code"
              label="校验码"
              hint={account.codeSent ? '请填写手机短信中的6位数字' : '请先点击“向手机发送校验码”'}
              inputMode="numeric"
              autocomplete="one-time-code"
              error={findError(errors, 'code')}
              width="short"
            />
            <SubmitRow main="确定" />
          </FormPage>
        </div>
        <WrongNumber context={context} errors={errors} />
      </>
    ),
  });
}

function WrongNumber({ context, errors }: FormPart<Context>) {
  const phone = typedFields(context, errors)('phone');
  return (
    <details class="ds-details section" open={phone.error !== undefined}>
      <summary>手机号填错了?</summary>
      <div>
        <FormPage action={paths.person.changePhone} hidden={<FormGuard context={context} />}>
          <TextField {...phone} label="正确的手机号" type="tel" inputMode="tel" autocomplete="tel" width="medium" />
          <SubmitRow main="改正手机号" />
        </FormPage>
      </div>
    </details>
  );
}

/** Guide 01.7 before 01.8: the phone comes after the roster; and it is verified once. */
function elsewhere({ progress }: Context): Answer | undefined {
  return progress.matched && !progress.phoneVerified ? undefined : redirect(landingOf(progress));
}

async function showWith(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const outcome = await viewAccount(context.services, context.actor);
  if (outcome.kind !== 'done') return notFoundPage(context, personMessage);
  if (outcome.value.progress.phoneVerified) return html(alreadyVerified(context), 409);
  const errors = shownErrors(context.form, refusals);
  return html(verifyPage(context, outcome.value, errors), errors.length > 0 ? 422 : 200);
}

/** The form was sent twice, or from another window: the first one has done it. */
function alreadyVerified(context: Context): VNode {
  const words = (
    <>
      <p>您的手机号已完成验证,不用再次填写校验码。</p>
      <ButtonLink href={paths.person.activate}>账户激活</ButtonLink>
    </>
  );
  return personMessage(context, '手机号已验证', words);
}

function answer(context: Context, outcome: Outcome<string>, onward: string): Promise<Answer> {
  const there: Outcome<string> = outcome.kind === 'done' ? { kind: 'done', value: onward } : outcome;
  return answerOutcome(context, there, personMessage, paths.person.verifyPhone, (refusals) =>
    showWith(context, refusals),
  );
}

async function send(context: Context): Promise<Answer> {
  const moved = elsewhere(context);
  if (moved !== undefined) return moved;
  const outcome = await sendPhoneCode(context.services, context.actor, context.token, context.network);
  return answer(context, outcome, withQuery(paths.person.verifyPhone, { said: 'codeSent' }));
}

async function confirm(context: Context): Promise<Answer> {
  const moved = elsewhere(context);
  if (moved !== undefined) return moved;
  const outcome = await confirmPhone(context.services, context.actor, context.token, context.form.text('code'));
  return answer(context, outcome, paths.person.activate);
}

async function change(context: Context): Promise<Answer> {
  const moved = elsewhere(context);
  if (moved !== undefined) return moved;
  const outcome = await changePhone(context.services, context.actor, context.form.text('phone'));
  return answer(context, outcome, withQuery(paths.person.verifyPhone, { said: 'phoneChanged' }));
}

export const verifyPhonePages: readonly Route[] = [
  on.person('GET', paths.person.verifyPhone, title, async (context) => elsewhere(context) ?? showWith(context, [])),
  on.person('POST', paths.person.verifyPhone, title, confirm),
  on.person('POST', paths.person.sendPhoneCode, '向手机发送校验码', send),
  on.person('POST', paths.person.changePhone, '改正手机号', change),
];
