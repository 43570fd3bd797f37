import { isUuid } from '../../domain/fields/uuid.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { hashPassword } from '../../outside/passwordHash.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { deleteBackupCodes } from '../../store/secondFactors.ts';
import { deleteSessionsOf } from '../../store/staff.ts';
import {
  deleteSecondFactor,
  findStaffByLogin,
  lockResettable,
  type Resettable,
  resetStaffPassword,
} from '../../store/staffSignIn.ts';
import { transaction } from '../../store/transaction.ts';
import { unlessBusy } from '../account/unlessBusy.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { StaffActor } from '../secondFactor/staffActor.ts';
import type { Services } from '../services.ts';
import { randomPassword } from './newStaff.ts';
import { tellColleague } from './tellColleague.ts';
import { placeOf, workplaceOf } from './workplace.ts';

export interface ResetSignIn {
  readonly name: string;
  readonly organisation: string;
  readonly loginName: string;
  /** Told once, here; only its hash is kept. */
  readonly password: string;
}

/**
 * 重置登录方式, for somebody who has lost their authenticator, 备用码 or password: a first password handed over in person,
 * and a new second factor at the next sign-in. By an administrator of the same organisation who is somebody else; for
 * administrators also by the authority above; null is whoever runs the program, for those with nobody above them.
 */
export async function resetSignIn(
  services: Services,
  actor: StaffActor | null,
  accountId: string,
  sure: boolean,
): Promise<Outcome<ResetSignIn>> {
  if (!isUuid(accountId)) return notFound;
  if (actor?.accountId === accountId) return refuse(refusal('staff.ownReset'));
  if (!sure) return refuse(refusal('review.confirm', 'seen', { label: seenLabel }));
  return unlessBusy(async () => {
    const password = randomPassword();
    const hash = await hashPassword(password);
    const place = actor === null ? ([null, null] as const) : placeOf(workplaceOf(actor));
    const at = services.clock.now().toString();
    return transaction(services.database, async (tx): Promise<Outcome<ResetSignIn>> => {
      const account = await tx.row(lockResettable, accountId, ...place, actor === null);
      if (account === undefined) return notFound;
      await tx.row(resetStaffPassword, accountId, hash);
      await tx.row(deleteSecondFactor, accountId);
      await tx.rows(deleteBackupCodes, accountId);
      await tx.rows(deleteSessionsOf, accountId);
      const by = [actor?.accountId ?? null, actor?.name ?? '系统', actor?.organisation ?? ''] as const;
      await tx.row(recordInLedger, at, ...by, 'signInReset', 'account', accountId, '', '{}');
      await tellColleague(tx, account, told(account, actor), at);
      return done({ name: account.name, organisation: account.organisation, loginName: account.loginName, password });
    });
  });
}

/** The same from outside, for those with nobody above them. */
export async function resetByLogin(services: Services, loginName: string): Promise<Outcome<ResetSignIn>> {
  const account = await services.database.row(findStaffByLogin, loginName);
  return account === undefined ? refuse(refusal('staff.unknownLogin')) : resetSignIn(services, null, account.id, true);
}

export const seenLabel = '已当面核对本人身份';

function told({ organisation }: Resettable, actor: StaffActor | null) {
  const by = actor === null ? '系统运行人员' : `${actor.organisation}的管理员`;
  return {
    title: '登录方式已重置',
    body: `您在${organisation}的账号的登录密码和动态验证码已由${by}重置。不是您本人要求的,请立即报告本单位管理员。`,
  };
}
