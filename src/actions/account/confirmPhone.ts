import type { PersonActor } from '../../domain/access/actor.ts';
import { normalizeDigits } from '../../domain/fields/normalize.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findPhoneTaken, lockPersonAccount, setPhoneVerified } from '../../store/accounts.ts';
import { tryCode, useCode } from '../../store/codes.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { isCode } from './codeHash.ts';

/**
 * 【确定】 of the phone check. A wrong guess is kept (the transaction commits) and costs one of five tries; the right code is
 * used up by one UPDATE, so that of many sendings at once one succeeds.
 */
export async function confirmPhone(
  services: Services,
  actor: PersonActor,
  token: string,
  typed: string,
): Promise<Outcome<'verified'>> {
  const entry = normalizeDigits(typed);
  const code = entry.ok ? entry.value : '';
  if (code === '') return refuse(refusal('field.required', 'code', { label: '校验码' }));
  try {
    return await transaction(services.database, (tx) => confirmIn(services, tx, actor, token, code));
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
  code: string,
): Promise<Outcome<'verified'>> {
  const at = services.clock.now().toString();
  const account = await tx.row(lockPersonAccount, actor.accountId);
  if (account === undefined || account.phone === null) return notFound;
  const { phone } = account;
  const of = { purpose: 'phone:verify', target: phone, sessionHash: hashToken(token) };
  const tried = await tx.row(tryCode, of.sessionHash, of.purpose, phone, at);
  if (tried === undefined) return refuse(refusal('code.expired', 'code'));
  if (!isCode(services, of, tried.codeHash, code)) return refuse(refusal('code.wrong', 'code'));
  const used = await tx.row(useCode, tried.id, at);
  if (used === undefined) return refuse(refusal('code.expired', 'code'));
  const taken = await tx.row(findPhoneTaken, account.id, phone);
  if (taken?.taken === true) return refuse(refusal('account.phoneTaken', 'phone'));
  const verified = await tx.row(setPhoneVerified, account.id, phone, at);
  if (verified === undefined) return refuse(refusal('code.expired', 'code'));
  await tx.row(recordInLedger, at, account.id, account.name, '', 'phoneVerified', 'account', account.id, '', '{}');
  return done('verified');
}
