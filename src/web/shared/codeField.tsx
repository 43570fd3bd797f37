import { TextField } from './fields.tsx';
import { type FieldError, findError } from './formPage.tsx';

/** The name under which a second factor is sent, on whatever page it is asked for. */
export const codeFieldName = 'secondFactorCode';
/** The first code of a secret that is offered, which proves nothing yet about who sits there. */
export const enrolFieldName = 'enrolCode';

/** 动态验证码. It is never shown again: each counts once. */
export function CodeField({ errors, name = codeFieldName }: { errors: readonly FieldError[]; name?: string }) {
  const instead = name === codeFieldName ? ';手机不在身边时,可填写一个备用码(12位数字)' : '';
  return (
    <TextField
      name={name}
      label="动态验证码"
      hint={`身份验证器上的6位数字${instead}`}
      inputMode="numeric"
      autocomplete="one-time-code"
      error={findError(errors, name)}
      width="medium"
    />
  );
}
