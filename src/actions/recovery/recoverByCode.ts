import { refusal } from '../../domain/vocabulary/refusals.ts';
import { hashPassword } from '../../outside/passwordHash.ts';
import { writeAct } from '../../store/acts.ts';
import type { Queryable } from '../../store/database.ts';
import { forgetAllDevices } from '../../store/devices.ts';
import { deleteUnusedConfirmations } from '../../store/emailConfirmations.ts';
import { lockRecoverable } from '../../store/recoveries.ts';
import { useRecoveryCode } from '../../store/recoveryCodes.ts';
import { setRecoveredPassword, unbindOthers } from '../../store/recoveryMoves.ts';
import { deleteSessionsOf } from '../../store/staff.ts';
import { commitWith, transaction } from '../../store/transaction.ts';
import { countTry, networkOf, tooManyTries } from '../account/attempts.ts';
import { unlessBusy } from '../account/unlessBusy.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type RecoverForm, readRecoverForm } from './recoverForm.ts';
import { hashRecoveryCode } from './recoveryCodeHash.ts';
import { toOwner } from './recoveryNotices.ts';

/** Tries in a quarter of an hour: under one name from one network, and from one network under all names. A code of 80 bits needs no other lock, so no stranger can lock anybody out. */
const most = { pair: 10, network: 100 };

/** 找回账号 by a recovery code: at once. Unknown names, wrong codes and used ones are answered alike, after the same work. */
export async function recoverByCode(services: Services, form: RecoverForm): Promise<Outcome<'recovered'>> {
  const { filled, refusals } = readRecoverForm(services, form);
  if (filled === undefined) return refuse(...refusals);
  const { who, code, password } = filled;
  const since = services.clock.now().subtract({ minutes: 15 });
  const from = networkOf(form.network);
  const subject = `${who.toLowerCase()}\n${from}`;
  const ofPair = await countTry(services, { purpose: 'recover', subject, most: most.pair, since });
  const ofAll = await countTry(services, { purpose: 'recoverNetwork', subject: from, most: most.network, since });
  if (!ofPair.ok) return refuse(tooManyTries(services, ofPair.since));
  if (!ofAll.ok) return refuse(tooManyTries(services, ofAll.since));
  return unlessBusy(async () => {
    // Before anything is looked up: the dear part is the same for everybody.
    const hash = await hashPassword(password);
    return transaction(services.database, (tx) => recoverIn(services, tx, who, code, hash));
  });
}

async function recoverIn(services: Services, tx: Queryable, who: string, code: string, passwordHash: string) {
  const at = services.clock.now().toString();
  const used = await tx.row(useRecoveryCode, who, hashRecoveryCode(services, code), at, who);
  const owner = used === undefined ? undefined : await tx.row(lockRecoverable, used.accountId);
  if (owner === undefined || owner.frozen) return refuse(refusal('recovery.failed'));
  await tx.row(setRecoveredPassword, owner.id, passwordHash);
  await tx.rows(deleteSessionsOf, owner.id);
  await tx.rows(forgetAllDevices, owner.id);
  await tx.rows(unbindOthers, owner.id);
  await tx.rows(deleteUnusedConfirmations, owner.id);
  const body =
    '有人用恢复码重设了您账号的密码,所有设备已退出登录。不是您本人操作的,请立即用另一个恢复码找回,或到执业机构、主管部门办理。';
  const by = {
    at,
    accountId: owner.id,
    actorName: owner.name,
    organisation: '',
    action: 'recoveredByCode',
    article: '',
  };
  const act = { ...by, detail: {}, idempotency: null, ...toOwner(owner, '密码已用恢复码重设', body) };
  return commitWith(done('recovered' as const), [
    writeAct(act, { type: 'account', id: owner.id, version: null, applicationId: null }),
  ]);
}
