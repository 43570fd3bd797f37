import type { ComponentChildren } from 'preact';
import type { PageContext } from './context.ts';
import { PasswordField, TextField } from './fields.tsx';
import { FormGuard } from './formGuard.tsx';
import { type FieldError, FormPage, findError } from './formPage.tsx';
import { Notice } from './notice.tsx';

/** Why somebody who was in is asked again; a form that came too late has not been taken. */
const saidTexts: Readonly<Record<string, string>> = {
  left: '您已离开较长时间,为了安全请重新登录,然后继续。',
  leftForm: '您已离开较长时间,为了安全请重新登录。刚才提交的内容没有保存,登录后请重新填写;业务申请的草稿仍在。',
};

export interface SignInFormProps {
  readonly context: PageContext;
  readonly action: string;
  readonly errors: readonly FieldError[];
  /** What else may stand in the first field. */
  readonly hint?: string | undefined;
  /** Between the password and the button. */
  readonly children?: ComponentChildren | undefined;
}

/** 登录名, 登录密码, 【登录】: the same at every end. */
export function SignInForm({ context, action, errors, hint, children }: SignInFormProps) {
  const { form, query } = context;
  const next = form.text('next') || query.text('next');
  const word = query.text('said');
  const said = Object.hasOwn(saidTexts, word) ? saidTexts[word] : undefined;
  return (
    <FormPage action={action} errors={errors} hidden={<FormGuard context={context} />}>
      {said !== undefined && errors.length === 0 && (
        <Notice tone="warning">
          <p>{said}</p>
        </Notice>
      )}
      <input type="hidden" name="next" value={next} />
      <TextField
        name="loginName"
        label="登录名"
        hint={hint}
        value={form.text('loginName')}
        autocomplete="username"
        error={findError(errors, 'loginName')}
        width="medium"
      />
      <PasswordField
        name="password"
        label="登录密码"
        autocomplete="current-password"
        error={findError(errors, 'password')}
      />
      {children}
      <div class="submit-row">
        <button type="submit" class="ds-button" data-variant="primary">
          登录
        </button>
      </div>
    </FormPage>
  );
}
