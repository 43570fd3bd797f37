import type { Services } from '../actions/services.ts';
import { resetByLogin } from '../actions/staff/resetSignIn.ts';
import { refusalText } from '../domain/vocabulary/refusals.ts';
import { type CommandAnswer, failed, succeeded } from './answer.ts';

const usage =
  '用法:staff reset <登录名>。重置一名机构或机关人员的登录密码和动态验证码;初始密码只显示这一次,请当面核对身份后交给本人。';

/** `staff reset …`: the way back for administrators who have nobody above them. */
export async function staffReset(services: Services, [loginName]: string[]): Promise<CommandAnswer> {
  if (loginName === undefined) return failed(usage);
  const outcome = await resetByLogin(services, loginName);
  if (outcome.kind !== 'done')
    return failed(outcome.kind === 'refused' ? outcome.refusals.map(refusalText).join('\n') : usage);
  const { name, organisation, password } = outcome.value;
  return succeeded(
    `已重置:${organisation} ${name},登录名 ${outcome.value.loginName}\n初始密码:${password}(只显示这一次,请交给本人)`,
    outcome.value,
  );
}
