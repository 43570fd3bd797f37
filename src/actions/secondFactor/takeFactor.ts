import { normalizeDigits } from '../../domain/fields/normalize.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { insertNotice } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { findSecondFactor, useBackupCode, useStep } from '../../store/secondFactors.ts';
import { type Counted, countTry, forgetTries } from '../account/attempts.ts';
import type { Services } from '../services.ts';
import { backupCodePattern, hashBackupCode } from './backupCodes.ts';
import { openSecret } from './sealedSecret.ts';
import type { StaffActor } from './staffActor.ts';
import { stepOfCode } from './totp.ts';

const minutes = 15;
const mostTries = 5;

/**
 * Counts a try, made before it is looked at; whoever gets here has given the right password, so that no stranger can use up
 * somebody's tries. Undefined: go on.
 */
export async function countFactorTry(services: Services, actor: StaffActor): Promise<Refusal | undefined> {
  const counting = await countTry(services, triesOf(services, actor));
  if (counting.ok) return undefined;
  const left = services.clock.now().until(counting.since.add({ minutes })).total('minutes');
  return refusal('secondFactor.tooMany', 'secondFactorCode', { minutes: String(Math.max(1, Math.ceil(left))) });
}

export function forgetFactorTries(services: Services, actor: StaffActor): Promise<void> {
  return forgetTries(services, triesOf(services, actor));
}

function triesOf({ clock }: Services, { accountId }: StaffActor): Counted {
  return { purpose: 'secondFactor', subject: accountId, most: mostTries, since: clock.now().subtract({ minutes }) };
}

/** Uses up a code of the authenticator or a 备用码, within the transaction of what it is asked for. Undefined: it was right. */
export async function takeFactor(
  services: Services,
  tx: Queryable,
  actor: StaffActor,
  typed: string,
): Promise<Refusal | undefined> {
  const { accountId } = actor;
  const entry = normalizeDigits(typed);
  const code = entry.ok ? entry.value : '';
  if (code === '') return refusal('field.required', 'secondFactorCode', { label: '动态验证码' });
  const factor = await tx.row(findSecondFactor, accountId);
  if (factor === undefined || factor.secret === null) return refusal('secondFactor.wrong', 'secondFactorCode');
  if (backupCodePattern.test(code)) return takeBackupCode(services, tx, actor, code, factor.codesLeft - 1);
  const secret = openSecret(services, accountId, factor.secret);
  const step = stepOfCode(secret, code, services.authenticatorClock.now());
  if (step === undefined) return refusal('secondFactor.wrong', 'secondFactorCode');
  const used = await tx.row(useStep, accountId, step);
  return used === undefined ? refusal('secondFactor.used', 'secondFactorCode') : undefined;
}

async function takeBackupCode(
  services: Services,
  tx: Queryable,
  { accountId, name, organisation }: StaffActor,
  code: string,
  left: number,
): Promise<Refusal | undefined> {
  const at = services.clock.now().toString();
  const used = await tx.row(useBackupCode, accountId, hashBackupCode(services, accountId, code), at);
  if (used === undefined) return refusal('secondFactor.wrong', 'secondFactorCode');
  const detail = JSON.stringify({ left });
  await tx.row(recordInLedger, at, accountId, name, organisation, 'backupCodeUsed', 'account', accountId, '', detail);
  const body = `刚才用一个备用码登录或确认了身份,还剩${left}个。不是您本人操作的,请立即修改登录密码并报告本单位管理员。`;
  await tx.row(insertNotice, accountId, null, '备用码已使用', body, at);
  return undefined;
}
