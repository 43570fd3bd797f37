import { normalizeCode } from '../../domain/fields/normalize.ts';
import { parsePhone } from '../../domain/fields/phone.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { findByReceipt } from '../../store/joiningRequests.ts';
import { mergeSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import { sendCode } from '../account/sendCode.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import type { Following } from './joiningState.ts';

/**
 * 【发送验证码】 of 查询办理情况. Where receipt and phone do not belong together all is counted and answered alike and nothing
 * goes out: nobody learns which institutions have asked.
 */
export async function sendFollowCode(
  services: Services,
  token: string,
  network: string,
  typed: { readonly receipt: string; readonly phone: string },
): Promise<Outcome<'sent'>> {
  const refusals: Refusal[] = [];
  const [receipt, phone] = [normalizeCode(typed.receipt), parsePhone(typed.phone)];
  if (!receipt.ok || receipt.value === '') refusals.push(refusal('field.required', 'receipt', { label: '受理号' }));
  if (!phone.ok) refusals.push(refusal(phone.code, 'phone'));
  if (!receipt.ok || !phone.ok || refusals.length > 0) return refuse(...refusals);
  return transaction(services.database, async (tx) => {
    const found = await tx.row(findByReceipt, receipt.value.slice(0, 40), phone.value);
    const silent = found === undefined;
    const request = { purpose: 'phone:joining', phone: phone.value, token, network, accountId: null, silent } as const;
    const sent = await sendCode(services, tx, request);
    // Whoever looks after several institutions proves the number once.
    const proven = sent.kind === 'refused' && sent.refusals.some(({ code }) => code === 'code.alreadyProven');
    if (sent.kind !== 'done' && !(proven && !silent)) return sent;
    const openedAt = proven ? services.clock.now().toString() : null;
    const id = found?.id ?? '';
    const following: Following = { receipt: receipt.value.slice(0, 40), phone: phone.value, id, openedAt };
    await mergeSessionData(tx, hashToken(token), services.clock.now().toString(), { following });
    return done('sent');
  });
}
