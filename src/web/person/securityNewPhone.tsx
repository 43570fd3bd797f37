import type { VNode } from 'preact';
import { type CodeState, readCodeState } from '../../actions/account/codeState.ts';
import { readPhoneChange } from '../../actions/account/phoneChange.ts';
import { replacePhone } from '../../actions/account/replacePhone.ts';
import { sendNewPhoneCode } from '../../actions/account/sendNewPhoneCode.ts';
import type { Outcome } from '../../actions/outcome.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import type { ActorContext } from '../shared/context.ts';
import { EnterSubmits } from '../shared/enterSubmits.tsx';
import { TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { ResendButton } from '../shared/resendButton.tsx';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { narrowFormPage } from './narrowFormPage.tsx';
import { personMessage } from './shell.tsx';

type Context = ActorContext<PersonActor>;
const title = '更换手机号';

interface Shown {
  readonly phone: string;
  readonly codes: CodeState;
  readonly errors: readonly FieldError[];
}

function newPhonePage(context: Context, { phone, codes, errors }: Shown): VNode {
  return narrowFormPage(context, {
    title,
    note: '第2步,共2步:填写并验证新手机号',
    current: 'security',
    errors,
    children: (
      <FormPage
        action={paths.person.securityNewPhone}
        errors={errors}
        hidden={[<FormGuard key="guard" context={context} />, <EnterSubmits key="enter" />]}
      >
        <TextField
          name="phone"
          label="新手机号码"
          value={phone}
          type="tel"
          inputMode="tel"
          autocomplete="tel"
          error={findError(errors, 'phone')}
          width="medium"
        />
        <div>
          <ResendButton
            label="向手机发送验证码"
            formAction={paths.person.securityNewPhoneCode}
            waitSeconds={codes.waitSeconds}
          />
        </div>
        <TextField
          name="code"
          label="验证码"
          hint={codes.codeSent ? '请填写新手机号收到的短信中的6位数字' : '请先点击“向手机发送验证码”'}
          inputMode="numeric"
          autocomplete="one-time-code"
          error={findError(errors, 'code')}
          width="short"
        />
        <SubmitRow main="确定" back={{ href: paths.person.security, label: '返回安全设置' }} />
      </FormPage>
    ),
  });
}

const proveFirst = () => redirect(withQuery(paths.person.securityPhone, { said: 'proveFirst' }));

async function showWith(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const { services, form, session } = context;
  const change = readPhoneChange(session?.data ?? {}, services.clock.now());
  if (change === undefined || refusals.some(({ code }) => code === 'phone.proveOldFirst')) return proveFirst();
  const codes = await readCodeState(services, change.to);
  const errors = shownErrors(form, refusals);
  const phone = errors.length > 0 ? form.text('phone') : change.to;
  return html(newPhonePage(context, { phone, codes, errors }), errors.length > 0 ? 422 : 200);
}

function answer(context: Context, outcome: Outcome<string>, onward: string): Promise<Answer> {
  const there: Outcome<string> = outcome.kind === 'done' ? { kind: 'done', value: onward } : outcome;
  return answerOutcome(context, there, personMessage, paths.person.security, (refusals) => showWith(context, refusals));
}

async function send(context: Context): Promise<Answer> {
  const { services, actor, token, network, form } = context;
  const outcome = await sendNewPhoneCode(services, actor, token, network, form.text('phone'));
  return answer(context, outcome, withQuery(paths.person.securityNewPhone, { said: 'verificationSent' }));
}

async function replace(context: Context): Promise<Answer> {
  const { services, actor, token, form } = context;
  const outcome = await replacePhone(services, actor, token, { phone: form.text('phone'), code: form.text('code') });
  return answer(context, outcome, withQuery(paths.person.security, { said: 'phoneReplaced' }));
}

export const securityNewPhonePages: readonly Route[] = [
  on.person('GET', paths.person.securityNewPhone, title, (context) => showWith(context, [])),
  on.person('POST', paths.person.securityNewPhone, title, replace),
  on.person('POST', paths.person.securityNewPhoneCode, '向新手机发送验证码', send),
];
