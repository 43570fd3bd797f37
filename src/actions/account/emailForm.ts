import { parseEmail } from '../../domain/fields/email.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import type { HumanAnswer } from './passHumanCheck.ts';

export interface EmailForm {
  readonly email: string;
  readonly emailAgain: string;
  readonly human: HumanAnswer;
}

/** Reads an address typed twice. */
export function readEmailForm(form: EmailForm): { readonly email: string | undefined; readonly refusals: Refusal[] } {
  const [email, again] = [parseEmail(form.email), parseEmail(form.emailAgain)];
  const refusals: Refusal[] = [];
  if (form.email === '') refusals.push(refusal('field.required', 'email', { label: '常用邮箱' }));
  else if (!email.ok) refusals.push(refusal(email.code, 'email'));
  if (form.emailAgain === '') refusals.push(refusal('field.required', 'emailAgain', { label: '确认邮箱' }));
  else if (email.ok && (!again.ok || again.value !== email.value))
    refusals.push(refusal('email.mismatch', 'emailAgain'));
  return { email: email.ok ? email.value : undefined, refusals };
}
