import { passwordPolicyTexts } from '../../domain/fields/password.ts';
import { PasswordField } from '../shared/fields.tsx';
import { type FieldError, findError } from '../shared/formPage.tsx';

/** 新密码, twice; typed anew each time. */
export function NewPasswordFields({ errors }: { errors: readonly FieldError[] }) {
  return (
    <>
      <PasswordField
        name="password"
        label="新密码"
        required
        hint={passwordPolicyTexts.guide}
        autocomplete="new-password"
        error={findError(errors, 'password')}
      />
      <PasswordField
        name="passwordAgain"
        label="确认密码"
        required
        autocomplete="new-password"
        error={findError(errors, 'passwordAgain')}
      />
    </>
  );
}
