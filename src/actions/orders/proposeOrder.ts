import { randomUUID } from 'node:crypto';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { mayPropose, mayRestOn } from '../../domain/access/mayOrder.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { orderKinds } from '../../domain/register/orderKinds.ts';
import { citeOrder, type Order, orderRefused, readOrder } from '../../domain/register/orders.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { insertOrder, tellOrder } from '../../store/orders.ts';
import { lockEntry } from '../../store/register.ts';
import { findRegisterEntry } from '../../store/registerSearch.ts';
import { commitWith, transaction, violatedConstraint } from '../../store/transaction.ts';
import { answeredBefore } from '../answeredBefore.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { deskTold } from './orderNotices.ts';

/** What the form carries beside the order: its key, where it leads, and what the page itself found wrong. */
export interface OrderForm {
  readonly key: string;
  readonly location: (orderId: string) => string;
  readonly refusals: readonly Refusal[];
}

/** 依职权处理, the first officer: nothing happens to the entry before a second one has confirmed it. */
export async function proposeOrder(
  services: Services,
  actor: AuthorityActor,
  entryId: string,
  typed: Order,
  form: OrderForm,
): Promise<Outcome<string>> {
  if (!isUuid(entryId)) return notFound;
  try {
    return await transaction(services.database, (tx) => inTransaction(services, tx, actor, entryId, typed, form));
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'register_order_one_open')
      return refuse(refusal('order.alreadyOpen', undefined, { kind: orderKinds[typed.kind] }));
    if (constraint === 'idempotency_pkey') return refuse(refusal('form.sentTwice'));
    throw error;
  }
}

async function inTransaction(
  services: Services,
  tx: Queryable,
  actor: AuthorityActor,
  entryId: string,
  typed: Order,
  form: OrderForm,
) {
  const view = await tx.row(findRegisterEntry, actor.path, entryId);
  const entry = view === undefined ? undefined : await lockEntry(tx, entryId);
  if (view === undefined || entry === undefined) return notFound;
  const answered = await answeredBefore(tx, actor.accountId, form.key, `${typed.kind}@${entryId}`);
  if (answered !== undefined) return answered;
  const now = services.clock.now();
  const [at, today, order] = [now.toString(), chinaDate(now).toString(), readOrder(typed)];
  const forbidden = mayPropose(actor, { ...view, authorityId: entry.authorityId });
  const wrong = [...form.refusals, ...orderRefused(order, entry, today), ...mayRestOn(actor, order.content)];
  if (forbidden.length > 0 || wrong.length > 0) return refuse(...forbidden, ...wrong);

  const { authorityId, accountId, name, organisation } = actor;
  const { kind, effectiveOn, content } = order;
  const id = randomUUID();
  const location = form.location(id);
  await tx.row(insertOrder, id, entryId, authorityId, kind, effectiveOn, JSON.stringify(content), accountId, name, at);
  const body = `${name}提出对${view.name}的${orderKinds[kind]}(${content.documentNo}),等待另一名审批人确认。`;
  return commitWith(done(location), [
    tellOrder({
      ...{ orderId: id, version: 1, at, accountId, actorName: name, organisation, action: 'orderProposed' },
      article: citeOrder(content),
      detail: { kind, entryId, documentNo: content.documentNo },
      ...deskTold({ authorityId }, '处理决定待确认', body),
      idempotency: { key: form.key, request: `${kind}@${entryId}`, location },
    }),
  ]);
}
