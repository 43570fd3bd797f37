import type { PersonActor } from '../../domain/access/actor.ts';
import { lockPersonAccount } from '../../store/accounts.ts';
import { lockSessionData, mergeSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { type PhoneChange, readPhoneChange } from './phoneChange.ts';
import { takeCode } from './takeCode.ts';

/** 【确定继续】: the old number is in the hands of who sits there; kept in this session for the second step. */
export async function proveOldPhone(
  services: Services,
  { accountId }: PersonActor,
  token: string,
  typed: string,
): Promise<Outcome<'proven'>> {
  return transaction(services.database, async (tx) => {
    const account = await tx.row(lockPersonAccount, accountId);
    if (account === undefined || account.phone === null || !account.phoneVerified) return notFound;
    const { phone } = account;
    const now = services.clock.now();
    const session = await tx.row(lockSessionData, hashToken(token), now.toString());
    // The same form sent twice: the first has used the code up.
    if (readPhoneChange(session?.data ?? {}, now)?.from === phone) return done('proven');
    const refused = await takeCode(services, tx, { purpose: 'phone:old', phone, token, typed });
    if (refused !== undefined) return refuse(refused);
    const phoneChange: PhoneChange = { from: phone, to: '', at: now.toString() };
    await mergeSessionData(tx, hashToken(token), now.toString(), { phoneChange });
    return done('proven');
  });
}
