import type { PersonActor } from '../../domain/access/actor.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { verifyPassword } from '../../outside/passwordHash.ts';
import { writeAct } from '../../store/acts.ts';
import { findPassword } from '../../store/credentials.ts';
import { lockRecoverable } from '../../store/recoveries.ts';
import {
  type CodesLeft,
  countRecoveryCodes,
  deleteRecoveryCodes,
  insertRecoveryCodes,
} from '../../store/recoveryCodes.ts';
import { commitWith, transaction } from '../../store/transaction.ts';
import { type Counted, countTry, forgetTries } from '../account/attempts.ts';
import { unlessBusy } from '../account/unlessBusy.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashRecoveryCode, randomRecoveryCode } from './recoveryCodeHash.ts';
import { toOwner } from './recoveryNotices.ts';

const [minutes, mostTries, howMany] = [15, 10, 10];

/** How many recovery codes are left, for their owner. */
export async function viewRecoveryCodes(services: Services, actor: PersonActor): Promise<CodesLeft> {
  const found = await services.database.row(countRecoveryCodes, actor.accountId);
  return found ?? { left: 0, madeAt: null };
}

/** 生成恢复码: ten new ones after the password has been given once more; told here and never again. The old are worth nothing from now on. */
export async function makeRecoveryCodes(
  services: Services,
  actor: PersonActor,
  password: string,
): Promise<Outcome<readonly string[]>> {
  if (password === '') return refuse(refusal('field.required', 'password', { label: '登录密码' }));
  const since = services.clock.now().subtract({ minutes });
  const counted: Counted = { purpose: 'password', subject: actor.accountId, most: mostTries, since };
  const tried = await countTry(services, counted);
  if (!tried.ok) return refuse(tooMany(services, tried.since));
  return unlessBusy(async () => {
    const own = await services.database.row(findPassword, actor.accountId);
    const right = await verifyPassword(own?.passwordHash, password);
    if (!right) return refuse(refusal('recovery.passwordWrong', 'password'));
    await forgetTries(services, counted);
    return replaceCodes(services, actor);
  });
}

function replaceCodes(services: Services, actor: PersonActor): Promise<Outcome<readonly string[]>> {
  const codes = Array.from({ length: howMany }, randomRecoveryCode);
  const at = services.clock.now().toString();
  return transaction<Outcome<readonly string[]>>(services.database, async (tx) => {
    const owner = await tx.row(lockRecoverable, actor.accountId);
    if (owner === undefined || owner.frozen) return notFound;
    await tx.rows(deleteRecoveryCodes, owner.id);
    const hashes = codes.map((code) => hashRecoveryCode(services, code));
    await tx.rows(insertRecoveryCodes, owner.id, hashes, at);
    const body = '您的账号生成了新的恢复码,原来的恢复码已作废。不是您本人操作的,请立即修改密码。';
    const by = { at, accountId: owner.id, actorName: actor.name, organisation: '', action: 'recoveryCodesMade' };
    const act = { ...by, article: '', detail: {}, idempotency: null, ...toOwner(owner, '恢复码已更新', body) };
    return commitWith(done(codes), [
      writeAct(act, { type: 'account', id: owner.id, version: null, applicationId: null }),
    ]);
  });
}

export function tooMany(services: Services, since: Temporal.Instant): Refusal {
  const left = services.clock.now().until(since.add({ minutes })).total('minutes');
  return refusal('signIn.tooMany', undefined, { minutes: String(Math.max(1, Math.ceil(left))) });
}
