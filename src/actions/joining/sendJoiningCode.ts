import { refusal } from '../../domain/vocabulary/refusals.ts';
import { mergeSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import { sendCode } from '../account/sendCode.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { lockJoiningState } from './lockJoiningState.ts';

/**
 * 【向手机发送验证码】 to the administrator to be, whose number was typed on the page before. Whoever asks for several
 * institutions proves the number once.
 */
export async function sendJoiningCode(services: Services, token: string, network: string): Promise<Outcome<'sent'>> {
  return transaction(services.database, async (tx) => {
    const { joining } = await lockJoiningState(services, tx, token);
    if (joining === undefined) return refuse(refusal('registration.restart'));
    const { phone } = joining;
    const sent = await sendCode(services, tx, { purpose: 'phone:join', phone, token, network, accountId: null });
    if (sent.kind !== 'refused' || sent.refusals.every(({ code }) => code !== 'code.alreadyProven')) return sent;
    const kept = { joining: { ...joining, provenAt: services.clock.now().toString() } };
    await mergeSessionData(tx, hashToken(token), services.clock.now().toString(), kept);
    return done('sent');
  });
}
