import { articles, cite } from '../../domain/vocabulary/articles.ts';
import { closeCase, findSettledCases } from '../../store/statutoryCases.ts';
import { recordAct } from '../../store/time.ts';
import { commitWith } from '../../store/transaction.ts';
import { clockBy } from './clockBy.ts';
import { duty } from './duty.ts';
import { toAuthority } from './tell.ts';

/** A statutory case whose registration has been ended in another way has nothing left to decide. */
export const closeSettledCases = duty(
  (db) => db.rows(findSettledCases),
  async (tx, { id, entryId }, now) => {
    const closed = await tx.row(closeCase, id, now.date.toString());
    if (closed === undefined) return false;
    const words = `法定注销事项${closed.number}已了结:该执业信息不再是备案状态。`;
    return commitWith(true, [
      recordAct({
        at: now.at,
        actorName: clockBy.name,
        action: 'statutoryCaseClosed',
        subjectType: 'statutory_case',
        subjectId: id,
        article: cite(articles.deregistration),
        detail: { entryId, number: closed.number },
        ...toAuthority(closed.authorityId, '法定注销事项了结', words),
      }),
    ]);
  },
);
