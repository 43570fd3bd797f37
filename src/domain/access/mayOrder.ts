import { citeOrder, type OrderContent } from '../register/orders.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import type { AuthorityActor } from './actor.ts';
import { aboutThemselves, type Concerned, isTheirs } from './oneself.ts';

/** Whose entry it is, and whose life it is about. */
export interface OrderedEntry extends Concerned {
  readonly authorityId: string;
  readonly authority: string;
}

/** Why this officer cannot propose an order upon an entry; superiors read and do not act. */
export function mayPropose(actor: AuthorityActor, entry: OrderedEntry): readonly Refusal[] {
  return judged(actor, entry, actor.role === 'officer' || actor.role === 'decider', '提出处理决定');
}

/** Why this officer cannot decide an order: a second one, who decides, and never about themselves. */
export function mayConfirm(
  actor: AuthorityActor,
  order: OrderedEntry & { readonly proposedBy: string },
): readonly Refusal[] {
  const second = isTheirs(actor, order.proposedBy) ? [refusal('order.secondOfficer')] : [];
  return [...judged(actor, order, actor.role === 'decider', '确认处理决定'), ...second];
}

/** 医师法58 leaves the revocation for a grave breach of ethics to 省级以上 authorities; the path of a lower one has its province before it. */
export function mayRestOn({ path }: AuthorityActor, content: Pick<OrderContent, 'article'>): readonly Refusal[] {
  return content.article === 'ethics' && path.includes('/')
    ? [refusal('order.provincialOnly', 'article', { article: citeOrder(content) })]
    : [];
}

function judged(actor: AuthorityActor, entry: OrderedEntry, allowed: boolean, step: string): readonly Refusal[] {
  if (actor.authorityId !== entry.authorityId) {
    return [refusal('order.notYours', undefined, { authority: entry.authority })];
  }
  return [
    ...(allowed ? [] : [refusal('step.moreRight', undefined, { step })]),
    ...aboutThemselves(actor, entry, 'order.aboutYourself'),
  ];
}
