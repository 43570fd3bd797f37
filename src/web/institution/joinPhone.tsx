import { readCodeState } from '../../actions/account/codeState.ts';
import { confirmJoiningPhone } from '../../actions/joining/confirmJoiningPhone.ts';
import { readJoiningState } from '../../actions/joining/joiningState.ts';
import { sendJoiningCode } from '../../actions/joining/sendJoiningCode.ts';
import type { Outcome } from '../../actions/outcome.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { ReadOnly, TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { ErrorSummary, FormPage, findError } from '../shared/formPage.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { ResendButton } from '../shared/resendButton.tsx';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { joinPage } from './joinFrame.tsx';
import { institutionMessage } from './shell.tsx';

const title = '验证机构管理员手机';
const again = withQuery(paths.institution.join, { said: 'restart' });

async function showWith(context: PageContext, refusals: readonly Refusal[]): Promise<Answer> {
  const { services, session, form } = context;
  const { joining, proven } = readJoiningState(session?.data ?? {}, services.clock.now());
  if (joining === undefined) return redirect(again);
  if (proven) return redirect(paths.institution.joinLicence);
  const codes = await readCodeState(services, joining.phone);
  const errors = shownErrors(form, refusals);
  const page = joinPage(context, {
    title,
    note: '第2步,共3步:验证手机',
    errors,
    children: (
      <>
        <ErrorSummary errors={errors} />
        <form class="form" method="post" action={paths.institution.joinPhoneCode}>
          <FormGuard context={context} />
          <ReadOnly label="机构管理员手机号" value={maskPhone(joining.phone)} />
          <ResendButton label="向手机发送验证码" waitSeconds={codes.waitSeconds} />
        </form>
        <div class="section">
          <FormPage action={paths.institution.joinPhone} hidden={<FormGuard context={context} />}>
            <TextField
              name="code"
              label="验证码"
              hint={codes.codeSent ? '请填写手机短信中的6位数字' : '请先点击“向手机发送验证码”'}
              inputMode="numeric"
              autocomplete="one-time-code"
              error={findError(errors, 'code')}
              width="short"
            />
            <SubmitRow main="确认,下一步" back={{ href: paths.institution.join }} />
          </FormPage>
        </div>
      </>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

function answer(context: PageContext, outcome: Outcome<string>, onward: string): Promise<Answer> | Answer {
  if (outcome.kind === 'done') return redirect(onward);
  return answerOutcome(context, outcome, institutionMessage, paths.institution.join, (refusals) =>
    showWith(context, refusals),
  );
}

async function send(context: PageContext): Promise<Answer> {
  const { services, token, network } = context;
  if (token === null) return redirect(again);
  const sent = await sendJoiningCode(services, token, network);
  return answer(context, sent, withQuery(paths.institution.joinPhone, { said: 'codeSent' }));
}

async function confirm(context: PageContext): Promise<Answer> {
  const { services, token, form } = context;
  if (token === null) return redirect(again);
  return answer(context, await confirmJoiningPhone(services, token, form.text('code')), paths.institution.joinLicence);
}

export const joinPhonePages: readonly Route[] = [
  on.visitor('GET', paths.institution.joinPhone, title, (context) => showWith(context, [])),
  on.visitor('POST', paths.institution.joinPhone, title, confirm),
  on.visitor('POST', paths.institution.joinPhoneCode, '向机构管理员手机发送验证码', send),
];
