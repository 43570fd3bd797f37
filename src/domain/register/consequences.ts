import { type Entry, evolveEntry, hasEnded } from './entry.ts';
import type { RegisterEvent } from './events.ts';
import type { OrderKind } from './orderKinds.ts';

type EventType = RegisterEvent['type'];

/** All that can follow from an order: what else stands in the register as its consequence was not decided. */
export const orderEventTypes: Readonly<Record<OrderKind, readonly EventType[]>> = {
  suspend: ['suspended'],
  resume: ['suspensionEnded'],
  revoke: ['siteEnded', 'revoked'],
  annul: ['siteEnded', 'annulled'],
  deregister: ['siteEnded', 'deregistered'],
  correct: ['corrected'],
};

/** What changes nothing about whether and where somebody may practise. */
const besides: ReadonlySet<EventType> = new Set(['photoUpdated', 'licenceClaimed']);

/** An entry folded from all that has happened to it. Throws where something has followed its end that cannot: there is no way back. */
export function foldEntry(events: readonly RegisterEvent[]): Entry | undefined {
  let entry: Entry | undefined;
  for (const event of events) {
    if (entry !== undefined && hasEnded(entry) && !besides.has(event.type))
      throw new Error(`注册已终止,其后还有 ${event.type}`);
    entry = evolveEntry(entry, event);
  }
  return entry;
}
