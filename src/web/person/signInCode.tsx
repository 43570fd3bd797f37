import type { VNode } from 'preact';
import { openHumanCheck, type HumanCheck as Question } from '../../actions/account/openHumanCheck.ts';
import { sendSignInCode } from '../../actions/account/sendSignInCode.ts';
import { signInByCode } from '../../actions/account/signInByCode.ts';
import { readSignInPhone } from '../../actions/account/signInPhone.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { ReadOnly, TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { ErrorSummary, type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { HumanCheck, humanAnswer } from '../shared/humanCheck.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { ResendButton } from '../shared/resendButton.tsx';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { typedFields } from '../shared/typedFields.ts';
import { BindChoice } from './bindChoice.tsx';
import { landingOf } from './landing.ts';
import { narrowFormPage } from './narrowFormPage.tsx';
import { personMessage } from './shell.tsx';
import { wayOn } from './wayOn.ts';

const title = '短信验证码登录';

interface Shown {
  readonly context: PageContext;
  readonly errors: readonly FieldError[];
  readonly question: Question;
  readonly asked: { readonly phone: string; readonly waitSeconds: number } | undefined;
}

/** First the phone, then the code that went to it: two forms on one page, so that a wrong number can be typed again. */
function signInCodePage(shown: Shown): VNode {
  const { context, errors, asked } = shown;
  return narrowFormPage(context, {
    title,
    note: '医师电子化注册—个人端',
    errors,
    children: (
      <>
        <ErrorSummary errors={errors} />
        {asked !== undefined && <CodeForm {...shown} phone={asked.phone} />}
        <PhoneForm {...shown} />
        <div class="row">
          <a class="link-button" href={withQuery(paths.person.signIn, { next: nextOf(context) })}>
            用登录名和密码登录
          </a>
          <a class="link-button end" href={paths.person.register}>
            注册新账号
          </a>
        </div>
      </>
    ),
  });
}

function PhoneForm({ context, errors, question, asked }: Shown) {
  const phone = typedFields(context, errors)('phone');
  return (
    <FormPage action={paths.person.sendSignInCode} hidden={<FormGuard context={context} />}>
      <input type="hidden" name="next" value={nextOf(context) ?? ''} />
      <TextField
        {...phone}
        value={phone.value === '' ? (asked?.phone ?? '') : phone.value}
        label="手机号"
        hint="请填写注册时验证过的手机号"
        type="tel"
        inputMode="tel"
        autocomplete="tel"
        width="medium"
      />
      <HumanCheck question={question} refreshHref={paths.person.sendSignInCode} errors={errors} unseen />
      <ResendButton label="向手机发送校验码" waitSeconds={asked?.waitSeconds} />
    </FormPage>
  );
}

function CodeForm({ context, errors, phone }: Shown & { readonly phone: string }) {
  return (
    <div class="section">
      <FormPage action={paths.person.signInCode} hidden={<FormGuard context={context} />}>
        <input type="hidden" name="next" value={nextOf(context) ?? ''} />
        <ReadOnly label="手机号" value={maskPhone(phone)} />
        <TextField
          name="code"
          label="校验码"
          hint="请填写手机短信中的6位数字"
          inputMode="numeric"
          autocomplete="one-time-code"
          error={findError(errors, 'code')}
          width="short"
        />
        <BindChoice context={context} />
        <SubmitRow main="登录" />
      </FormPage>
    </div>
  );
}

function nextOf({ form, query }: PageContext): string | undefined {
  return form.text('next') || query.text('next') || undefined;
}

/** Each showing asks a new question: the one before has been answered, right or wrong. */
async function showWith(context: PageContext, errors: readonly FieldError[]): Promise<Answer> {
  const { services, session } = context;
  const now = services.clock.now();
  const question = await openHumanCheck(services, await context.ensureSession(), 'captcha:signInCode');
  const asked = readSignInPhone(session?.data ?? {}, now);
  const waitSeconds = Math.max(0, Math.ceil(60 - (asked?.at.until(now).total('seconds') ?? 60)));
  const page = signInCodePage({
    context,
    errors,
    question,
    asked: asked === undefined ? undefined : { phone: asked.phone, waitSeconds },
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

async function show(context: PageContext): Promise<Answer> {
  const { session } = context;
  if (session?.actor?.end === 'person') return redirect(landingOf(session.progress));
  return showWith(context, []);
}

async function send(context: PageContext): Promise<Answer> {
  const { services, form, network } = context;
  // 看不清,换一张 without a script: what was typed stays.
  if (form.text('refresh') !== '') return showWith(context, []);
  const token = await context.ensureSession();
  const asked = { phone: form.text('phone'), human: humanAnswer(form) };
  const outcome = await sendSignInCode(services, { token, network }, asked);
  if (outcome.kind === 'done')
    return redirect(withQuery(paths.person.signInCode, { said: 'signInCodeSent', next: nextOf(context) }));
  return answerOutcome(context, outcome, personMessage, paths.person.signInCode, (refusals) =>
    showWith(context, shownErrors(form, refusals)),
  );
}

async function signIn(context: PageContext): Promise<Answer> {
  const { services, form } = context;
  const outcome = await signInByCode(services, {
    token: await context.ensureSession(),
    code: form.text('code'),
    device: context.ensureDevice(),
    bindWechat: form.text('bindWechat') === 'yes',
  });
  if (outcome.kind === 'done') {
    context.setToken(outcome.value.token);
    return redirect(await wayOn(context, outcome.value.token));
  }
  return answerOutcome(context, outcome, personMessage, paths.person.signInCode, (refusals) =>
    showWith(context, shownErrors(form, refusals)),
  );
}

export const signInCodePages: readonly Route[] = [
  on.visitor('GET', paths.person.signInCode, title, show),
  on.visitor('POST', paths.person.signInCode, title, signIn),
  on.visitor('POST', paths.person.sendSignInCode, '向手机发送校验码', send),
];
