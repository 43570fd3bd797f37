import { confirmEmail, type EmailToConfirm, viewEmailConfirmation } from '../../actions/account/confirmEmail.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { FormPage } from '../shared/formPage.tsx';
import { Notice } from '../shared/notice.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { personMessage } from './shell.tsx';

const title = '确认邮箱';

/**
 * Where the link in the mail leads, in whatever browser the mail is read: mail programs open links by themselves, so
 * opening it changes nothing, and nobody is signed in by it.
 */
async function show(context: PageContext): Promise<Answer> {
  const token = context.query.text('token');
  if (token === '' && context.query.text('said') === 'confirmed') return html(confirmed(context));
  const outcome = await viewEmailConfirmation(context.services, token);
  return outcome.kind === 'done' ? html(question(context, token, outcome.value)) : over(context);
}

function question(context: PageContext, token: string, { maskedEmail, maskedLoginName }: EmailToConfirm) {
  return personMessage(
    context,
    title,
    <>
      <SummaryList
        rows={[
          { label: '账号(登录名)', value: maskedLoginName },
          { label: '邮箱', value: maskedEmail },
        ]}
      />
      <FormPage action={paths.person.securityEmailConfirm} hidden={<FormGuard context={context} />}>
        <input type="hidden" name="token" value={token} />
        <SubmitRow main="确认验证" next="如不是您本人申请,请关闭这个页面,不用做任何事。" />
      </FormPage>
    </>,
  );
}

function confirmed(context: PageContext) {
  return personMessage(
    context,
    '邮箱验证成功',
    <>
      <Notice tone="success">
        <p>这个邮箱已用于您的账号,可以接收业务通知和安全提醒。</p>
      </Notice>
      <div class="submit-row">
        <ButtonLink href={paths.person.security}>安全设置</ButtonLink>
      </div>
    </>,
  );
}

function over(context: PageContext): Answer {
  const words = (
    <>
      <p role="alert">{refusalText({ code: 'email.linkOver' })}</p>
      <ButtonLink href={paths.person.security}>安全设置</ButtonLink>
    </>
  );
  return html(personMessage(context, '链接已失效', words), 410);
}

async function confirm(context: PageContext): Promise<Answer> {
  const outcome = await confirmEmail(context.services, context.form.text('token'));
  if (outcome.kind !== 'done') return over(context);
  return redirect(withQuery(paths.person.securityEmailConfirm, { said: 'confirmed' }));
}

export const securityEmailConfirmPages: readonly Route[] = [
  on.visitor('GET', paths.person.securityEmailConfirm, title, show),
  on.visitor('POST', paths.person.securityEmailConfirm, '确认验证邮箱', confirm),
];
