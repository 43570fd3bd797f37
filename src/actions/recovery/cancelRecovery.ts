import type { PersonActor } from '../../domain/access/actor.ts';
import { type RecoveryState, recoveryStates } from '../../domain/access/recovery.ts';
import { writeAct } from '../../store/acts.ts';
import type { Queryable } from '../../store/database.ts';
import {
  findByCancelToken,
  findOpenRecovery,
  lockByCancelToken,
  lockOpenRecovery,
  lockRecoverable,
  type RecoveryRow,
} from '../../store/recoveries.ts';
import { endRecovery } from '../../store/recoveryMoves.ts';
import { commitWith, transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { subjectOf } from './decidedRecovery.ts';
import { endedTold } from './recoveryNotices.ts';

/** What a cancel link shows: where and when, and whose name begins how; nothing more, the phone may be somebody else's now. */
export interface RecoverySeen {
  readonly state: RecoveryState;
  readonly stateWords: string;
  readonly counter: string;
  readonly startedAt: string;
  readonly dueAt: string | null;
  readonly isOpen: boolean;
}

const openStates: readonly RecoveryState[] = ['started', 'confirmed', 'ready'];

export async function viewByCancelLink(services: Services, token: string): Promise<RecoverySeen | undefined> {
  const row = await services.database.row(findByCancelToken, hashToken(token));
  return row === undefined ? undefined : seen(row);
}

/** The open recovery of one's own account. */
export async function viewOwnRecovery(services: Services, actor: PersonActor): Promise<RecoverySeen | undefined> {
  const row = await services.database.row(findOpenRecovery, actor.accountId);
  return row === undefined ? undefined : seen(row);
}

function seen({ state, counter, startedAt, dueAt }: RecoveryRow): RecoverySeen {
  return { state, stateWords: recoveryStates[state], counter, startedAt, dueAt, isOpen: openStates.includes(state) };
}

/** 取消 from the old phone or mailbox, without signing in. Sent again it changes nothing more. */
export function cancelByLink(services: Services, token: string): Promise<Outcome<'cancelled'>> {
  return cancel(services, '原联系方式中的链接', null, (tx) => tx.row(lockByCancelToken, hashToken(token)));
}

/** 取消 by the owner, signed in. */
export function cancelOwnRecovery(services: Services, actor: PersonActor): Promise<Outcome<'cancelled'>> {
  return cancel(services, actor.name, actor.accountId, (tx) => tx.row(lockOpenRecovery, actor.accountId));
}

function cancel(
  services: Services,
  byName: string,
  accountId: string | null,
  lock: (tx: Queryable) => Promise<RecoveryRow | undefined>,
): Promise<Outcome<'cancelled'>> {
  return transaction<Outcome<'cancelled'>>(services.database, async (tx) => {
    const row = await lock(tx);
    if (row === undefined) return notFound;
    if (!openStates.includes(row.state)) return done('cancelled');
    const owner = await tx.row(lockRecoverable, row.accountId);
    const at = services.clock.now().toString();
    const told = endedTold(row, owner, '找回申请已取消,账号没有变化。', '本人已取消找回账号,请核实是否有人冒用身份。');
    const by = { at, accountId, actorName: byName, organisation: '', action: 'recoveryCancelled', article: '' };
    return commitWith(done('cancelled'), [
      endRecovery(row, { state: 'cancelled', at, byName, words: '' }),
      writeAct({ ...by, detail: { accountId: row.accountId }, idempotency: null, ...told }, subjectOf(row)),
    ]);
  });
}
