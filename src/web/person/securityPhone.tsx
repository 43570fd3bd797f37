import type { VNode } from 'preact';
import { readPhoneChange } from '../../actions/account/phoneChange.ts';
import { proveOldPhone } from '../../actions/account/proveOldPhone.ts';
import { sendOldPhoneCode } from '../../actions/account/sendOldPhoneCode.ts';
import { type SecurityView, viewSecurity } from '../../actions/account/viewSecurity.ts';
import type { Outcome } from '../../actions/outcome.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import type { ActorContext } from '../shared/context.ts';
import { ReadOnly, TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { ErrorSummary, type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { ResendButton } from '../shared/resendButton.tsx';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { narrowFormPage } from './narrowFormPage.tsx';
import { personMessage } from './shell.tsx';

type Context = ActorContext<PersonActor>;
const title = '更换手机号';

function oldPhonePage(context: Context, { maskedPhone, codes }: SecurityView, errors: readonly FieldError[]): VNode {
  return narrowFormPage(context, {
    title,
    note: '第1步,共2步:验证原手机号',
    current: 'security',
    errors,
    children: (
      <>
        {errors.length === 0 && context.query.text('said') === 'proveFirst' && (
          <Notice tone="warning">
            <p>{refusalText({ code: 'phone.proveOldFirst' })}</p>
          </Notice>
        )}
        <ErrorSummary errors={errors} />
        <form class="form" method="post" action={paths.person.securityPhoneCode}>
          <FormGuard context={context} />
          <ReadOnly label="原手机号" value={maskedPhone} />
          <ResendButton label="向手机发送验证码" waitSeconds={codes.waitSeconds} />
        </form>
        <div class="section">
          <FormPage action={paths.person.securityPhone} hidden={<FormGuard context={context} />}>
            <TextField
              name="code"
              label="验证码"
              hint={codes.codeSent ? '请填写原手机号收到的短信中的6位数字' : '请先点击“向手机发送验证码”'}
              inputMode="numeric"
              autocomplete="one-time-code"
              error={findError(errors, 'code')}
              width="short"
            />
            <SubmitRow main="确定继续" back={{ href: paths.person.security, label: '返回安全设置' }} />
          </FormPage>
        </div>
        <LostPhone />
      </>
    ),
  });
}

function LostPhone() {
  return (
    <details class="ds-details section">
      <summary>原手机号不能用了?</summary>
      <div>
        <p>收不到原手机号短信的,不能在这里更换。请在登录页点击“忘记密码”办理,或联系当地卫生健康行政部门。</p>
      </div>
    </details>
  );
}

/** A number that has not been proven yet is corrected where it is verified. */
function elsewhere({ progress }: Context): Answer | undefined {
  return progress.phoneVerified ? undefined : redirect(paths.person.verifyPhone);
}

/** Who has proven the old number a moment ago goes on from there. */
function onward({ services, session, query }: Context): Answer | undefined {
  const proven = readPhoneChange(session?.data ?? {}, services.clock.now()) !== undefined;
  return proven && query.text('said') !== 'proveFirst' ? redirect(paths.person.securityNewPhone) : undefined;
}

async function showWith(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const view = await viewSecurity(context.services, context.actor);
  const errors = shownErrors(context.form, refusals);
  return html(oldPhonePage(context, view, errors), errors.length > 0 ? 422 : 200);
}

function answer(context: Context, outcome: Outcome<string>, onward: string): Promise<Answer> {
  const there: Outcome<string> = outcome.kind === 'done' ? { kind: 'done', value: onward } : outcome;
  return answerOutcome(context, there, personMessage, paths.person.security, (refusals) => showWith(context, refusals));
}

async function send(context: Context): Promise<Answer> {
  const moved = elsewhere(context);
  if (moved !== undefined) return moved;
  const { services, actor, token, network } = context;
  const outcome = await sendOldPhoneCode(services, actor, token, network);
  return answer(context, outcome, withQuery(paths.person.securityPhone, { said: 'verificationSent' }));
}

async function prove(context: Context): Promise<Answer> {
  const moved = elsewhere(context);
  if (moved !== undefined) return moved;
  const { services, actor, token, form } = context;
  return answer(context, await proveOldPhone(services, actor, token, form.text('code')), paths.person.securityNewPhone);
}

export const securityPhonePages: readonly Route[] = [
  on.person(
    'GET',
    paths.person.securityPhone,
    title,
    async (context) => elsewhere(context) ?? onward(context) ?? showWith(context, []),
  ),
  on.person('POST', paths.person.securityPhone, '验证原手机号', prove),
  on.person('POST', paths.person.securityPhoneCode, '向原手机发送验证码', send),
];
