import type { AuthorityActor } from '../../domain/access/actor.ts';
import { mayConfirm, mayRestOn } from '../../domain/access/mayOrder.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { findHolder, findOrder, lockOrder, type OrderRow } from '../../store/orders.ts';
import { lockEntry } from '../../store/register.ts';
import { movedMeanwhile, transaction } from '../../store/transaction.ts';
import { answeredBefore } from '../answeredBefore.ts';
import { notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { confirmed, rejected } from './decidedOrder.ts';
import { notExecutable } from './executeOrder.ts';
import { orderConflict } from './orderConflict.ts';

export interface OrderDecision {
  readonly outcome: 'confirm' | 'reject';
  readonly words: string;
  readonly version: number;
  readonly key: string;
  readonly location: string;
  readonly refusals: readonly Refusal[];
}

/** 确认 or 不予确认, by a second officer. What takes effect today is in the register when this returns. */
export async function decideOrder(
  services: Services,
  actor: AuthorityActor,
  id: string,
  decision: OrderDecision,
): Promise<Outcome<string>> {
  const seen = isUuid(id) ? await services.database.row(findOrder, actor.path, id) : undefined;
  if (seen === undefined) return notFound;
  // Superiors see it; only the authority whose order it is may hold it.
  if (seen.authorityId !== actor.authorityId) return refuse(...mayConfirm(actor, seen));
  try {
    return await transaction(services.database, (tx) => inTransaction(services, tx, actor, id, decision));
  } catch (error) {
    if (movedMeanwhile(error)) return await orderConflict(services.database, actor, id);
    throw error;
  }
}

async function inTransaction(
  services: Services,
  tx: Queryable,
  actor: AuthorityActor,
  id: string,
  sent: OrderDecision,
) {
  const order = await tx.row(lockOrder, actor.authorityId, id);
  const entry = order === undefined ? undefined : await lockEntry(tx, order.entryId);
  if (order === undefined || entry === undefined) return notFound;
  const answered = await answeredBefore(tx, actor.accountId, sent.key, `${id}@${sent.version}`);
  if (answered !== undefined) return answered;
  if (order.state !== 'proposed' || order.version !== sent.version) return orderConflict(tx, actor, id);
  const now = services.clock.now();
  const [at, today] = [now.toString(), chinaDate(now).toString()];
  const rejects = sent.outcome === 'reject';
  const against = rejects
    ? reasonsRefused(sent.words)
    : [...notExecutable(order, entry), ...dayRefused(order, today), ...mayRestOn(actor, order.content)];
  const wrong = [...mayConfirm(actor, order), ...sent.refusals, ...against];
  if (wrong.length > 0) return refuse(...wrong);
  if (rejects) return rejected(order, actor, sent, at);
  return confirmed(order, entry, await tx.row(findHolder, order.physicianId), actor, sent, { at, today });
}

/** Confirmed after its day it would have begun in the past. */
function dayRefused({ effectiveOn }: OrderRow, today: string): readonly Refusal[] {
  return effectiveOn < today ? [refusal('order.dayPassed', undefined, { date: effectiveOn })] : [];
}

function reasonsRefused(words: string): readonly Refusal[] {
  return words === '' ? [refusal('field.required', 'words', { label: '不予确认的理由' })] : [];
}
