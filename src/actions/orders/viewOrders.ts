import type { AuthorityActor } from '../../domain/access/actor.ts';
import { mayConfirm } from '../../domain/access/mayOrder.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { orderConsequences } from '../../domain/register/orders.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { findOrder, findOrders, type OrderRow } from '../../store/orders.ts';
import { findEntry } from '../../store/register.ts';
import { recordReading } from '../desk/recordReading.ts';
import type { Services } from '../services.ts';

export type OrderLine = OrderRow;
const atMost = 100;

/** 处理决定 of the actor's authority and those below it; what waits for somebody first. */
export async function listOrders(services: Services, actor: AuthorityActor): Promise<readonly OrderLine[]> {
  const [orders] = await Promise.all([
    services.database.rows(findOrders, actor.path, atMost),
    recordReading(services, actor, '处理决定', null, actor.authorityId),
  ]);
  return orders;
}

export interface OrderView {
  readonly order: OrderLine;
  /** What will happen to the register, in words; empty once it has been decided otherwise. */
  readonly consequences: readonly string[];
  /** Why the actor cannot confirm it; empty when they can. */
  readonly refusals: readonly Refusal[];
}

/** One order of the actor's region; the reading is written down first. */
export async function viewOrder(services: Services, actor: AuthorityActor, id: string): Promise<OrderView | undefined> {
  const order = isUuid(id) ? await services.database.row(findOrder, actor.path, id) : undefined;
  const entry = order === undefined ? undefined : await services.database.row(findEntry, order.entryId);
  if (order === undefined || entry === undefined) return undefined;
  await recordReading(services, actor, '处理决定', order.physicianId, order.id);
  const open = order.state === 'proposed' || order.state === 'confirmed';
  return { order, consequences: open ? orderConsequences(order, entry) : [], refusals: mayConfirm(actor, order) };
}
