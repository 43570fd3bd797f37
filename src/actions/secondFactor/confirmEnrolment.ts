import { normalizeDigits } from '../../domain/fields/normalize.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { insertNotice } from '../../store/accounts.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { lockStaffAccount, putSecondFactor } from '../../store/secondFactors.ts';
import { deleteOtherSessions } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { renewSessionIn } from '../session/renewSession.ts';
import { replaceBackupCodes } from './backupCodes.ts';
import { offeredSecret } from './offerSecret.ts';
import { sealSecret } from './sealedSecret.ts';
import type { StaffActor } from './staffActor.ts';
import { countFactorTry, forgetFactorTries } from './takeFactor.ts';
import { stepOfCode } from './totp.ts';

export interface Enrolled {
  readonly token: string;
  /** Told once, here. */
  readonly backupCodes: readonly string[];
}

export interface Enrolment {
  readonly seed: string;
  readonly code: string;
  /** Instead of the one there is; otherwise somebody who has one keeps it. */
  readonly change: boolean;
}

/** Takes an offered secret once its first code is right, with new 备用码. Other sessions of the account end. */
export async function confirmEnrolment(
  services: Services,
  actor: StaffActor,
  token: string,
  { seed, code: typed, change }: Enrolment,
): Promise<Outcome<Enrolled>> {
  const entry = normalizeDigits(typed);
  const code = entry.ok ? entry.value : '';
  if (code === '') return refuse(refusal('field.required', 'enrolCode', { label: '动态验证码' }));
  const tooMany = await countFactorTry(services, actor);
  if (tooMany !== undefined) return refuse({ ...tooMany, field: 'enrolCode' });
  const { accountId, name, organisation } = actor;
  const secret = offeredSecret(services, accountId, seed);
  const step = isUuid(seed) ? stepOfCode(secret, code, services.authenticatorClock.now()) : undefined;
  if (step === undefined) return refuse(refusal('secondFactor.wrong', 'enrolCode'));
  const now = services.clock.now();
  const at = now.toString();
  const outcome = await transaction(services.database, async (tx): Promise<Outcome<Enrolled>> => {
    const account = await tx.row(lockStaffAccount, accountId);
    if (account === undefined || account.enrolled !== change) return notFound;
    await tx.row(putSecondFactor, accountId, sealSecret(services, accountId, secret), step, at);
    const backupCodes = await replaceBackupCodes(services, tx, accountId);
    await tx.rows(deleteOtherSessions, accountId, hashToken(token));
    const renewed = await renewSessionIn(tx, now, token);
    const action = change ? 'secondFactorChanged' : 'secondFactorSet';
    await tx.row(recordInLedger, at, accountId, name, organisation, action, 'account', accountId, '', '{}');
    const body = '登录时除密码外还须填写动态验证码。不是您本人操作的,请立即报告本单位管理员。';
    await tx.row(insertNotice, accountId, null, change ? '动态验证码已更换' : '动态验证码已启用', body, at);
    return done({ token: renewed, backupCodes });
  });
  if (outcome.kind === 'done') await forgetFactorTries(services, actor);
  return outcome;
}
