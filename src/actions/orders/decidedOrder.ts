import type { AuthorityActor } from '../../domain/access/actor.ts';
import { orderKinds } from '../../domain/register/orderKinds.ts';
import { citeOrder } from '../../domain/register/orders.ts';
import { moveOrder, type OrderRow, type OrderToTell, tellOrder } from '../../store/orders.ts';
import { commitWith } from '../../store/transaction.ts';
import { done } from '../outcome.ts';
import type { OrderDecision } from './decideOrder.ts';
import { executeOrder, type LockedEntry } from './executeOrder.ts';
import { confirmedTold, deskTold, executedTold, type Holder } from './orderNotices.ts';

/** 不予确认: nothing happens to the entry; whoever proposed it reads why. */
export function rejected(order: OrderRow, actor: AuthorityActor, sent: OrderDecision, at: string) {
  const what = `${orderKinds[order.kind]}(${order.content.documentNo})`;
  const body = `${actor.name}不予确认对${order.name}的${what}。理由:${sent.words}`;
  return commitWith(done(sent.location), [
    moveOrder(order, 'rejected', at, { ...actor, words: sent.words }),
    tellOrder({
      ...booked(order, actor, sent, at),
      action: 'orderRejected',
      ...deskTold(order, '处理决定未获确认', body),
    }),
  ]);
}

/** 确认: carried out at once when its day is today, otherwise by the clock on its day. */
export function confirmed(
  order: OrderRow,
  entry: LockedEntry,
  holder: Holder | undefined,
  actor: AuthorityActor,
  sent: OrderDecision,
  { at, today }: { readonly at: string; readonly today: string },
) {
  const now = order.effectiveOn <= today;
  const { events, calls } = now ? executeOrder(order, entry, at) : { events: [], calls: [] };
  const decided = confirmedTold(order, entry, holder);
  const effective = executedTold(order, entry, holder, events, false);
  return commitWith(done(sent.location), [
    moveOrder(order, now ? 'executed' : 'confirmed', at, { ...actor, words: sent.words }),
    ...calls,
    tellOrder({
      ...booked(order, actor, sent, at),
      action: now ? 'orderExecuted' : 'orderConfirmed',
      notices: [...decided.notices, ...effective.notices],
      messages: decided.messages,
    }),
  ]);
}

function booked(
  { id, version, content, kind, entryId }: OrderRow,
  { accountId, name, organisation }: AuthorityActor,
  { key, location, version: seen }: OrderDecision,
  at: string,
): Omit<OrderToTell, 'action' | 'notices' | 'messages'> {
  return {
    ...{ orderId: id, version: version + 1, at, accountId, actorName: name, organisation },
    article: citeOrder(content),
    detail: { kind, entryId, documentNo: content.documentNo },
    idempotency: { key, request: `${id}@${seen}`, location },
  };
}
