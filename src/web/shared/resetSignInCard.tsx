import { type ResetSignIn, seenLabel } from '../../actions/staff/resetSignIn.ts';
import { ButtonLink, SubmitRow } from './button.tsx';
import { Card } from './card.tsx';
import { CheckboxField } from './choices.tsx';
import type { PageContext } from './context.ts';
import { FormGuard } from './formGuard.tsx';
import { type FieldError, FormPage, findError } from './formPage.tsx';
import { Notice } from './notice.tsx';
import { PageHeading } from './pageHeading.tsx';
import { SummaryList } from './summaryList.tsx';

interface Asked {
  readonly context: PageContext;
  readonly action: string;
  readonly errors: readonly FieldError[];
}

/** 重置登录方式 of somebody else, who stands before whoever presses it. */
export function ResetSignInCard({ context, action, errors }: Asked) {
  return (
    <Card title="重置登录方式">
      <p>用于对方丢失身份验证器和备用码,或忘记登录密码。原来的密码、动态验证码和备用码全部失效,对方会收到通知。</p>
      <FormPage action={action} hidden={<FormGuard context={context} />}>
        <CheckboxField name="seen" value="yes" label={seenLabel} error={findError(errors, 'seen')} />
        <SubmitRow main="重置登录方式" next="系统给出初始密码,只显示一次,请当面交给本人。" />
      </FormPage>
    </Card>
  );
}

/** The one page that shows the new first password: only its hash is kept, so this answers the form itself. */
export function SignInReset({ reset, back }: { readonly reset: ResetSignIn; readonly back: string }) {
  const { name, organisation, loginName, password } = reset;
  return (
    <div class="narrow">
      <PageHeading title="登录方式已重置" note={`${organisation} ${name}`} />
      <Notice tone="warning" title="请当面交给本人">
        <p>初始密码只在这里显示一次。对方用它登录后,须启用动态验证码,并换成自己的密码。</p>
      </Notice>
      <SummaryList
        rows={[
          { label: '登录名', value: loginName },
          { label: '初始密码', value: <strong class="code">{password}</strong> },
        ]}
      />
      <p class="section">
        <ButtonLink href={back}>已交给本人,返回</ButtonLink>
      </p>
    </div>
  );
}
