import type { PersonActor } from '../../domain/access/actor.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findPhoneTaken, lockPersonAccount, setPhoneVerified } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { takeCode } from './takeCode.ts';

/** 【确定】 of the phone check. */
export async function confirmPhone(
  services: Services,
  actor: PersonActor,
  token: string,
  typed: string,
): Promise<Outcome<'verified'>> {
  try {
    return await transaction(services.database, (tx) => confirmIn(services, tx, actor, token, typed));
  } catch (error) {
    if (violatedConstraint(error) !== 'account_person_phone') throw error;
    return refuse(refusal('account.phoneTaken', 'phone'));
  }
}

async function confirmIn(
  services: Services,
  tx: Queryable,
  actor: PersonActor,
  token: string,
  typed: string,
): Promise<Outcome<'verified'>> {
  const at = services.clock.now().toString();
  const account = await tx.row(lockPersonAccount, actor.accountId);
  if (account === undefined || account.phone === null) return notFound;
  const { phone } = account;
  const refused = await takeCode(services, tx, { purpose: 'phone:verify', phone, token, typed });
  if (refused !== undefined) return refuse(refused);
  const taken = await tx.row(findPhoneTaken, account.id, phone);
  if (taken?.taken === true) return refuse(refusal('account.phoneTaken', 'phone'));
  const verified = await tx.row(setPhoneVerified, account.id, phone, at);
  if (verified === undefined) return refuse(refusal('code.expired', 'code'));
  await tx.row(recordInLedger, at, account.id, account.name, '', 'phoneVerified', 'account', account.id, '', '{}');
  return done('verified');
}
