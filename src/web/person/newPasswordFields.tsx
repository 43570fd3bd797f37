import { type PasswordPolicy, passwordPolicyTexts } from '../../domain/fields/password.ts';
import { PasswordField, type PasswordRule } from '../shared/fields.tsx';
import { type FieldError, findError } from '../shared/formPage.tsx';

/** The rule part by part, ticked off while it is typed. */
const rules: Readonly<Record<PasswordPolicy, readonly PasswordRule[]>> = {
  guide: [
    { label: '6至16位', pattern: '^.{6,16}$' },
    { label: '同时包含字母和数字,区分大小写', pattern: '^(?=.*[A-Za-z])(?=.*\\d)' },
  ],
  modern: [{ label: '15至128个字符', pattern: '^.{15,128}$' }],
  modernWithSecondFactor: [{ label: '8至128个字符', pattern: '^.{8,128}$' }],
};

export interface NewPasswordFieldsProps {
  /** 登录密码, 新密码 */
  readonly label: string;
  readonly policy: PasswordPolicy;
  readonly errors: readonly FieldError[];
}

/** A new password, twice; its rule is that of the setting. A password is typed anew each time. */
export function NewPasswordFields({ label, policy, errors }: NewPasswordFieldsProps) {
  const asked = (name: string) => ({ name, error: findError(errors, name), required: true });
  return (
    <>
      <PasswordField
        {...asked('password')}
        label={label}
        hint={passwordPolicyTexts[policy]}
        autocomplete="new-password"
        rules={rules[policy]}
      />
      <PasswordField {...asked('passwordAgain')} label="确认密码" autocomplete="new-password" />
    </>
  );
}
