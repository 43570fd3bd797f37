import { recoveryTerms } from '../../domain/access/recovery.ts';
import { type Act, writeAct } from '../../store/acts.ts';
import type { Recoverable, RecoveryRow } from '../../store/recoveries.ts';
import { confirmRecovery, endRecovery } from '../../store/recoveryMoves.ts';
import type { Call } from '../../store/transaction.ts';
import type { Services } from '../services.ts';
import { newLink } from './linkToken.ts';
import { confirmedTold, endedTold } from './recoveryNotices.ts';

export type By = Pick<Act, 'at' | 'actorName' | 'organisation' | 'article' | 'idempotency'> & {
  readonly accountId: string;
};

/** 确认: the wait begins. */
export function confirmed(services: Services, row: RecoveryRow, owner: Recoverable, by: By): readonly Call[] {
  const due = services.clock.now().add({ hours: recoveryTerms.waitHours });
  const { token, hash } = newLink();
  const told = confirmedTold(row, owner, due, { before: `${services.publicUrl}/recover/cancel/`, token });
  const act = { ...by, action: 'recoveryConfirmed', detail: { accountId: row.accountId } };
  const moving = {
    by: { accountId: by.accountId, name: by.actorName },
    at: by.at,
    dueAt: due.toString(),
    cancelHash: hash,
  };
  return [confirmRecovery(row, moving), writeAct({ ...act, ...told }, subjectOf(row))];
}

/** 停止办理: over, and nothing has changed. */
export function rejected(row: RecoveryRow, owner: Recoverable, words: string, by: By): readonly Call[] {
  const told = endedTold(
    row,
    owner,
    `${row.counter}已停止为您的账号办理找回,账号没有变化。`,
    `已停止办理找回账号。理由:${words}`,
  );
  const act = { ...by, action: 'recoveryRejected', detail: { accountId: row.accountId } };
  return [
    endRecovery(row, { state: 'rejected', at: by.at, byName: by.actorName, words }),
    writeAct({ ...act, ...told }, subjectOf(row)),
  ];
}

export function subjectOf({ id, version }: RecoveryRow) {
  return { type: 'account_recovery', id, version: version + 1, applicationId: null } as const;
}
