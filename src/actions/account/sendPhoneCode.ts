import type { PersonActor } from '../../domain/access/actor.ts';
import { lockPersonAccount } from '../../store/accounts.ts';
import { transaction } from '../../store/transaction.ts';
import { notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { sendCode } from './sendCode.ts';

/** 【向手机发送校验码】 of the phone check, to the number typed when the account was registered. */
export async function sendPhoneCode(
  services: Services,
  actor: PersonActor,
  token: string,
  network: string,
): Promise<Outcome<'sent'>> {
  const { accountId } = actor;
  return transaction(services.database, async (tx) => {
    const account = await tx.row(lockPersonAccount, accountId);
    if (account === undefined || account.phone === null || account.phoneVerified) return notFound;
    return sendCode(services, tx, { purpose: 'phone:verify', phone: account.phone, token, network, accountId });
  });
}
