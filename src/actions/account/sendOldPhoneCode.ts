import type { PersonActor } from '../../domain/access/actor.ts';
import { lockPersonAccount } from '../../store/accounts.ts';
import { transaction } from '../../store/transaction.ts';
import { notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { sendCode } from './sendCode.ts';

/** 更换手机号, first step: 【向手机发送验证码】 to the number there is. */
export async function sendOldPhoneCode(
  services: Services,
  { accountId }: PersonActor,
  token: string,
  network: string,
): Promise<Outcome<'sent'>> {
  return transaction(services.database, async (tx) => {
    const account = await tx.row(lockPersonAccount, accountId);
    if (account === undefined || account.phone === null || !account.phoneVerified) return notFound;
    return sendCode(services, tx, { purpose: 'phone:old', phone: account.phone, token, network, accountId });
  });
}
