import { recoveryTerms } from '../../domain/access/recovery.ts';
import { writeAct } from '../../store/acts.ts';
import { claimRecovery, lockRecoverable } from '../../store/recoveries.ts';
import { endRecovery, findLapsed } from '../../store/recoveryMoves.ts';
import { commitWith } from '../../store/transaction.ts';
import { subjectOf } from '../recovery/decidedRecovery.ts';
import { endedTold } from '../recovery/recoveryNotices.ts';
import { duty } from './duty.ts';

const words = {
  started: '逾期没有人确认',
  ready: '设置新密码的链接逾期未使用',
} as const;

/** 已失效: a recovery that nobody confirmed within seven days, or whose link nobody opened in its time. */
export const lapseRecoveries = duty(
  (db, { at }) => {
    const before = Temporal.Instant.from(at).subtract({ hours: 24 * recoveryTerms.lapseDays });
    return db.rows(findLapsed, before.toString(), at);
  },
  async (tx, { id }, { at }) => {
    const row = await tx.row(claimRecovery, id);
    if (row === undefined || (row.state !== 'started' && row.state !== 'ready')) return false;
    const owner = await tx.row(lockRecoverable, row.accountId);
    const told = endedTold(row, owner, '找回申请已失效,账号没有变化。', `找回账号已失效:${words[row.state]}。`);
    const by = { at, accountId: null, actorName: '期限届满', organisation: '', action: 'recoveryLapsed', article: '' };
    return commitWith(true, [
      endRecovery(row, { state: 'lapsed', at, byName: '', words: words[row.state] }),
      writeAct({ ...by, detail: { accountId: row.accountId }, idempotency: null, ...told }, subjectOf(row)),
    ]);
  },
);
