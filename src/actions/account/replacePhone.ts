import type { PersonActor } from '../../domain/access/actor.ts';
import { parsePhone } from '../../domain/fields/phone.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { findPhoneTaken, lockPersonAccount } from '../../store/accounts.ts';
import { replacePhoneRow } from '../../store/credentials.ts';
import type { Queryable } from '../../store/database.ts';
import { mergeSessionData } from '../../store/sessions.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { lockPhoneChange } from './lockPhoneChange.ts';
import { takeCode } from './takeCode.ts';
import { deviceOf, tellCredentialChanged } from './tellCredentialChanged.ts';

interface NewPhone {
  readonly phone: string;
  readonly code: string;
}

/** 【确定】 of 更换手机号: the new number takes the place of the old one, both are told, and the proof is used up. */
export async function replacePhone(
  services: Services,
  actor: PersonActor,
  token: string,
  typed: NewPhone,
): Promise<Outcome<'replaced'>> {
  try {
    return await transaction(services.database, (tx) => replaceIn(services, tx, actor, token, typed));
  } catch (error) {
    if (violatedConstraint(error) !== 'account_person_phone') throw error;
    return refuse(refusal('account.phoneTaken', 'phone'));
  }
}

async function replaceIn(
  services: Services,
  tx: Queryable,
  actor: PersonActor,
  token: string,
  typed: NewPhone,
): Promise<Outcome<'replaced'>> {
  const locked = await lockPhoneChange(services, tx, actor, token, typed.phone);
  if (locked.kind === 'refused' && typed.code === '' && locked.refusals.every(({ field }) => field === 'phone'))
    return refuse(...locked.refusals, refusal('field.required', 'code', { label: '验证码' }));
  if (locked.kind === 'refused' && (await isThereAlready(tx, actor, locked.refusals, typed.phone)))
    return done('replaced');
  if (locked.kind !== 'done') return locked;
  const { account, change, phone } = locked.value;
  const refused = await takeCode(services, tx, { purpose: 'phone:new', phone, token, typed: typed.code });
  if (refused !== undefined) return refuse(refused);
  const taken = await tx.row(findPhoneTaken, account.id, phone);
  if (taken?.taken === true) return refuse(refusal('account.phoneTaken', 'phone'));
  const at = services.clock.now().toString();
  await tx.row(replacePhoneRow, account.id, change.from, phone, at);
  await mergeSessionData(tx, hashToken(token), at, { phoneChange: null });
  const where = await deviceOf(tx, token);
  await tellCredentialChanged(services, tx, { ...account, phone }, 'phone', where, { phone: change.from });
  return done('replaced');
}

/** The same form sent twice: the first has used the proof and done it. */
async function isThereAlready(
  tx: Queryable,
  { accountId }: PersonActor,
  refusals: readonly Refusal[],
  typed: string,
): Promise<boolean> {
  if (refusals.every(({ code }) => code !== 'phone.proveOldFirst')) return false;
  const phone = parsePhone(typed);
  const account = await tx.row(lockPersonAccount, accountId);
  return phone.ok && account?.phoneVerified === true && account.phone === phone.value;
}
