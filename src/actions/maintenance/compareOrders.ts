import type { Queryable } from '../../store/database.ts';
import { findHalfOrder, findUnbookedOrder } from '../../store/verification.ts';
import type { Disagreement } from './comparison.ts';

/** Each order has its ledger rows, and its register events exactly when it has taken effect; null when all agree. */
export async function compareOrders(tx: Queryable): Promise<Disagreement | null> {
  const unbooked = await tx.row(findUnbookedOrder);
  const half = await tx.row(findHalfOrder);
  const found = unbooked ?? half;
  if (found === undefined) return null;
  const problem = unbooked === undefined ? '处理决定与登记事件不一致' : '处理决定与台账不一致';
  return { table: 'register_order', id: found.id, problem };
}
