import type { AuthorityActor } from '../../domain/access/actor.ts';
import type { Queryable } from '../../store/database.ts';
import { findOrder, type OrderState } from '../../store/orders.ts';
import { notFound, type Outcome } from '../outcome.ts';

/** How an order stands, in words. */
export const orderStates: Readonly<Record<OrderState, string>> = {
  proposed: '待确认',
  rejected: '未获确认',
  confirmed: '已确认,待生效',
  executed: '已生效',
  void: '未执行',
};

/** The answer to whoever came second: how the order stands, who moved it and when. */
export async function orderConflict(db: Queryable, actor: AuthorityActor, id: string): Promise<Outcome<never>> {
  const now = await db.row(findOrder, actor.path, id);
  if (now === undefined) return notFound;
  const { state, decidedByName, decidedAt } = now;
  return {
    kind: 'conflict',
    conflict: { state: orderStates[state], movedBy: decidedByName ?? '', at: decidedAt, stepsNow: [] },
  };
}
