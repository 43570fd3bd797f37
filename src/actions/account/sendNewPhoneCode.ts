import type { PersonActor } from '../../domain/access/actor.ts';
import { mergeSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { lockPhoneChange } from './lockPhoneChange.ts';
import { sendCode } from './sendCode.ts';

/**
 * 更换手机号, second step: 【向手机发送验证码】 to the new number. Whether another account has it is not told here: a code is sent
 * all the same, and only who can read it learns more.
 */
export async function sendNewPhoneCode(
  services: Services,
  actor: PersonActor,
  token: string,
  network: string,
  typed: string,
): Promise<Outcome<'sent'>> {
  const { accountId } = actor;
  return transaction(services.database, async (tx) => {
    const locked = await lockPhoneChange(services, tx, actor, token, typed);
    if (locked.kind !== 'done') return locked;
    const { change, phone } = locked.value;
    const sent = await sendCode(services, tx, { purpose: 'phone:new', phone, token, network, accountId });
    if (sent.kind !== 'done') return sent;
    await mergeSessionData(tx, hashToken(token), services.clock.now().toString(), {
      phoneChange: { ...change, to: phone },
    });
    return sent;
  });
}
