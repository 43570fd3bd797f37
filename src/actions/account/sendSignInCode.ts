import { parsePhone } from '../../domain/fields/phone.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { findPhoneOwner } from '../../store/accounts.ts';
import { mergeSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import { type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { type HumanAnswer, passHumanCheck } from './passHumanCheck.ts';
import { sendCode } from './sendCode.ts';

/**
 * 【向手机发送校验码】 to sign in. A number without an account is checked, counted and answered like any other, and no message
 * goes out: nobody learns here which numbers have an account (T3), and nobody is sent messages they did not ask for (T5).
 */
export async function sendSignInCode(
  services: Services,
  from: { readonly token: string; readonly network: string },
  form: { readonly phone: string; readonly human: HumanAnswer },
): Promise<Outcome<'sent'>> {
  const phone = parsePhone(form.phone);
  const refusals: Refusal[] = [];
  if (form.phone === '') refusals.push(refusal('field.required', 'phone', { label: '手机号' }));
  else if (!phone.ok) refusals.push(refusal(phone.code, 'phone'));
  const unsure = await passHumanCheck(services, 'captcha:signInCode', from, form.human);
  if (unsure !== undefined) refusals.push(unsure);
  if (!phone.ok || refusals.length > 0) return refuse(...refusals);
  const { token, network } = from;
  return transaction(services.database, async (tx) => {
    const owner = await tx.row(findPhoneOwner, phone.value);
    const request = { purpose: 'phone:signIn', phone: phone.value, token, network, accountId: null } as const;
    const outcome = await sendCode(services, tx, { ...request, silent: owner === undefined });
    const asked = { signInPhone: { phone: phone.value, at: services.clock.now().toString() } };
    if (outcome.kind === 'done') await mergeSessionData(tx, hashToken(token), services.clock.now().toString(), asked);
    return outcome;
  });
}
