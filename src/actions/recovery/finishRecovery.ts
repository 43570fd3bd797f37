import { refusal } from '../../domain/vocabulary/refusals.ts';
import { hashPassword } from '../../outside/passwordHash.ts';
import { writeAct } from '../../store/acts.ts';
import type { Queryable } from '../../store/database.ts';
import { forgetAllDevices } from '../../store/devices.ts';
import { deleteUnusedConfirmations } from '../../store/emailConfirmations.ts';
import { findByLink, lockByLink, lockRecoverable } from '../../store/recoveries.ts';
import { deleteRecoveryCodes } from '../../store/recoveryCodes.ts';
import { endRecovery, setRecovered, unbindOthers } from '../../store/recoveryMoves.ts';
import { deleteSessionsOf } from '../../store/staff.ts';
import { commitWith, transaction, violatedConstraint } from '../../store/transaction.ts';
import { passwordRuleOf, readNewPassword } from '../account/newPassword.ts';
import { unlessBusy } from '../account/unlessBusy.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { together } from '../time/tell.ts';
import { subjectOf } from './decidedRecovery.ts';
import { endedTold, toOwner } from './recoveryNotices.ts';

/** Whose password the link sets: the login name, which they may have forgotten too. Undefined: the link is not good any more. */
export async function viewLink(services: Services, token: string): Promise<{ loginName: string } | undefined> {
  return services.database.row(findByLink, hashToken(token), services.clock.now().toString());
}

/** The end of a recovery: the link that went to the new phone sets the password, once; the new phone takes the place of the old. */
export async function finishRecovery(
  services: Services,
  token: string,
  form: { readonly password: string; readonly passwordAgain: string },
): Promise<Outcome<'completed'>> {
  const link = await services.database.row(findByLink, hashToken(token), services.clock.now().toString());
  if (link === undefined) return notFound;
  const { password, refusals } = readNewPassword(services, passwordRuleOf(services), {
    ...form,
    label: '新密码',
    ownWords: [link.loginName, link.phone, link.idNumber, link.idNumber.slice(-6)],
  });
  if (password === undefined) return refuse(...refusals);
  return unlessBusy(async () => {
    const hash = await hashPassword(password);
    try {
      return await transaction(services.database, (tx) => finishIn(services, tx, token, hash));
    } catch (error) {
      if (violatedConstraint(error) !== 'account_person_phone') throw error;
      return refuse(refusal('account.phoneTaken'));
    }
  });
}

async function finishIn(services: Services, tx: Queryable, token: string, passwordHash: string) {
  const at = services.clock.now().toString();
  const row = await tx.row(lockByLink, hashToken(token), at);
  const owner = row === undefined ? undefined : await tx.row(lockRecoverable, row.accountId);
  if (row === undefined || owner === undefined) return notFound;
  if ((await tx.row(setRecovered, owner.id, passwordHash, row.phone, at)) === undefined) return notFound;
  await tx.rows(deleteSessionsOf, owner.id);
  await tx.rows(forgetAllDevices, owner.id);
  await tx.rows(deleteRecoveryCodes, owner.id);
  await tx.rows(unbindOthers, owner.id);
  await tx.rows(deleteUnusedConfirmations, owner.id);
  const mine =
    '账号已找回:密码和手机号已更换,所有设备已退出登录,微信绑定和恢复码已作废。不是您本人办理的,请立即联系办理机构或主管部门。';
  // The old channels hear of it, and so does the new phone.
  const fresh = toOwner({ id: owner.id, phone: row.phone, email: null }, '找回账号', mine);
  const told = together(endedTold(row, owner, mine, '账号已找回。'), { notices: [], messages: fresh.messages });
  const by = {
    at,
    accountId: owner.id,
    actorName: row.name,
    organisation: '',
    action: 'recoveryCompleted',
    article: '',
  };
  return commitWith(done('completed' as const), [
    endRecovery(row, { state: 'completed', at, byName: row.name, words: '' }),
    writeAct({ ...by, detail: { accountId: owner.id }, idempotency: null, ...told }, subjectOf(row)),
  ]);
}
