import { randomUUID } from 'node:crypto';
import { proposeOrder } from '../../src/actions/orders/proposeOrder.ts';
import type { Services } from '../../src/actions/services.ts';
import type { SignedIn } from '../../src/domain/access/actor.ts';
import type { OrderKind } from '../../src/domain/register/orderKinds.ts';
import type { OrderContent } from '../../src/domain/register/orders.ts';
import { chinaDate } from '../../src/domain/time/dates.ts';
import { must } from './life.ts';

export interface TestOrder {
  readonly id: string;
  readonly entryId: string;
}

const articles: Readonly<Record<OrderKind, string>> = {
  suspend: 'duties',
  resume: 'reconsidered',
  revoke: 'duties',
  annul: 'falseMeans',
  deregister: 'deregisterByLaw',
  correct: 'accurateRegister',
};

/** What an order of a kind says, nothing missing; a suspension of six months, the least there is. */
function orderContent(kind: OrderKind, effectiveOn: string, given: Partial<OrderContent> = {}): OrderContent {
  return {
    documentNo: '芙卫医罚〔2026〕1号',
    article: articles[kind],
    reason: '经查证属实',
    until:
      kind === 'suspend'
        ? Temporal.PlainDate.from(effectiveOn).add({ months: 6 }).subtract({ days: 1 }).toString()
        : '',
    ground: kind === 'deregister' ? 'sentence' : '',
    barFrom: kind === 'deregister' ? '2027-05-01' : '',
    techniques: kind === 'correct' ? '针刺、艾灸' : '',
    conditions: kind === 'correct' ? '腰痛病' : '',
    ...given,
  };
}

/** An order proposed by an officer: 暂停执业 from today unless told otherwise. */
export async function makeOrder(
  services: Services,
  by: SignedIn,
  entryId: string,
  given: { kind?: OrderKind; effectiveOn?: string; content?: Partial<OrderContent> } = {},
): Promise<TestOrder> {
  if (by.end !== 'authority') throw new Error('only an authority orders');
  const today = chinaDate(services.clock.now()).toString();
  const { kind = 'suspend', effectiveOn = today } = given;
  const order = { kind, effectiveOn, content: orderContent(kind, effectiveOn, given.content) };
  const form = { key: randomUUID(), location: (id: string) => id, refusals: [] };
  return { id: must(await proposeOrder(services, by, entryId, order, form)), entryId };
}
