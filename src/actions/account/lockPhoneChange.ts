import type { PersonActor } from '../../domain/access/actor.ts';
import { parsePhone } from '../../domain/fields/phone.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { lockPersonAccount, type PersonAccount } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import { lockSessionData } from '../../store/sessions.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { type PhoneChange, readPhoneChange } from './phoneChange.ts';

export interface LockedPhoneChange {
  readonly account: PersonAccount;
  readonly change: PhoneChange;
  /** The new number. */
  readonly phone: string;
}

/**
 * The second step of 更换手机号 with everything it rests on, held until the transaction ends: the account, the proof of its
 * present number in this session, and the new number as typed.
 */
export async function lockPhoneChange(
  services: Services,
  tx: Queryable,
  { accountId }: PersonActor,
  token: string,
  typed: string,
): Promise<Outcome<LockedPhoneChange>> {
  const now = services.clock.now();
  const account = await tx.row(lockPersonAccount, accountId);
  const session = await tx.row(lockSessionData, hashToken(token), now.toString());
  if (account === undefined || session === undefined) return notFound;
  const change = readPhoneChange(session.data, now);
  if (change === undefined || change.from !== account.phone) return refuse(refusal('phone.proveOldFirst'));
  if (typed === '') return refuse(refusal('field.required', 'phone', { label: '新手机号码' }));
  const phone = parsePhone(typed);
  if (!phone.ok) return refuse(refusal(phone.code, 'phone'));
  if (phone.value === account.phone) return refuse(refusal('phone.sameAsNow', 'phone'));
  return done({ account, change, phone: phone.value });
}
