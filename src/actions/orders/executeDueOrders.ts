import { orderKinds } from '../../domain/register/orderKinds.ts';
import { citeOrder } from '../../domain/register/orders.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { findHolder, lockDueOrder, moveOrder, tellOrder } from '../../store/orders.ts';
import { lockEntry } from '../../store/register.ts';
import { commitWith, transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';
import { executeOrder, notExecutable } from './executeOrder.ts';
import { deskTold, executedTold } from './orderNotices.ts';

/**
 * Confirmed orders whose day has come, one a transaction: what another instance is executing is left to it, what has been
 * executed is not found again. Answers how many were done.
 */
export async function executeDueOrders(services: Services): Promise<number> {
  let count = 0;
  while (await transaction(services.database, (tx) => executeNext(services, tx))) count += 1;
  return count;
}

async function executeNext(services: Services, tx: Queryable) {
  const instant = services.clock.now();
  const order = await tx.row(lockDueOrder, chinaDate(instant).toString());
  const entry = order === undefined ? undefined : await lockEntry(tx, order.entryId);
  if (order === undefined || entry === undefined) return false;
  const at = instant.toString();
  const cannot = notExecutable(order, entry);
  const holder = await tx.row(findHolder, order.physicianId);
  const effect = cannot.length > 0 ? { events: [], calls: [] } : executeOrder(order, entry, at);
  const why = cannot.map(refusalText).join('');
  const body = `对${order.name}的${orderKinds[order.kind]}(${order.content.documentNo})到生效日期时不能执行:${why}`;
  const told =
    cannot.length > 0
      ? deskTold(order, '处理决定未执行', body)
      : executedTold(order, entry, holder, effect.events, true);
  return commitWith(true, [
    moveOrder(order, cannot.length > 0 ? 'void' : 'executed', at, null),
    ...effect.calls,
    tellOrder({
      orderId: order.id,
      version: order.version + 1,
      at,
      accountId: null,
      actorName: '法定期限届满',
      organisation: order.authority,
      action: cannot.length > 0 ? 'orderVoid' : 'orderExecuted',
      article: citeOrder(order.content),
      detail: { kind: order.kind, entryId: order.entryId, documentNo: order.content.documentNo },
      ...told,
      idempotency: null,
    }),
  ]);
}
