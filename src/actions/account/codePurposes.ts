import { secretPlace } from '../messages/secretPlace.ts';
import { codeMinutes } from './codeHash.ts';

/** What codes are sent by SMS for: what their field is called, and what they are good for. Each begins with `phone:`. */
export const codePurposes = {
  'phone:verify': { label: '校验码', words: '您的手机校验码是' },
  'phone:old': { label: '验证码', words: '您正在更换手机号,原手机号的验证码是' },
  'phone:new': { label: '验证码', words: '您正在把这个手机号用于账号,验证码是' },
  'phone:signIn': { label: '校验码', words: '您的登录校验码是' },
  'phone:recovery': { label: '验证码', words: '您正在柜台办理找回账号,请把验证码告诉当面核对您身份证的工作人员:' },
  'phone:dispute': { label: '验证码', words: '您正在提出身份异议,验证码是' },
  'phone:join': { label: '验证码', words: '您正在为机构申请入驻,验证码是' },
  'phone:joining': { label: '验证码', words: '您正在查询机构入驻申请,验证码是' },
} as const;
export type CodePurpose = keyof typeof codePurposes;

/** The text of the message; the code is put in when it goes out. */
export function codeText(purpose: CodePurpose): string {
  return `【杏林】${codePurposes[purpose].words} ${secretPlace},${codeMinutes}分钟内有效。请勿告诉他人。`;
}
