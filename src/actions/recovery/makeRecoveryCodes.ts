import type { PersonActor } from '../../domain/access/actor.ts';
import { writeAct } from '../../store/acts.ts';
import { lockRecoverable } from '../../store/recoveries.ts';
import {
  type CodesLeft,
  countRecoveryCodes,
  deleteRecoveryCodes,
  insertRecoveryCodes,
} from '../../store/recoveryCodes.ts';
import { commitWith, transaction } from '../../store/transaction.ts';
import { provePassword } from '../account/provePassword.ts';
import { unlessBusy } from '../account/unlessBusy.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashRecoveryCode, randomRecoveryCode } from './recoveryCodeHash.ts';
import { toOwner } from './recoveryNotices.ts';

const howMany = 10;

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
  return unlessBusy(async () => {
    const refused = await provePassword(services, actor.accountId, password);
    return refused === undefined ? replaceCodes(services, actor) : refuse(refused);
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
