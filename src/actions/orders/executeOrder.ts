import { type Entry, evolveEntry } from '../../domain/register/entry.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import { barAfter, entryRefused, orderEvents } from '../../domain/register/orders.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { saveBar } from '../../store/bars.ts';
import type { OrderRow } from '../../store/orders.ts';
import { saveRegisterEntry } from '../../store/register.ts';
import type { Call } from '../../store/transaction.ts';

export interface Executed {
  readonly events: readonly RegisterEvent[];
  readonly calls: readonly Call[];
}

/** An entry as it is locked, with the number of events that made it. */
export type LockedEntry = Entry & { readonly version: number };

/** Why an order cannot take effect on the entry as it stands now: it has moved on, or to another authority. */
export function notExecutable(order: OrderRow, entry: LockedEntry): readonly Refusal[] {
  const moved = entry.authorityId !== order.authorityId;
  return [
    ...entryRefused(order, entry),
    ...(moved ? [refusal('order.notYours', undefined, { authority: '现在的发证机关' })] : []),
  ];
}

/** What an order writes on its day: register events, the entry folded from them, and the bar that follows. */
export function executeOrder(order: OrderRow, locked: LockedEntry, at: string): Executed {
  const { version: before, ...entry } = locked;
  const events = orderEvents(order, entry);
  const after = events.reduce<Entry>(evolveEntry, entry);
  const bar = barAfter(order);
  return {
    events,
    calls: [
      // The code printed on the licence stays; a new one is only written with a new entry.
      saveRegisterEntry({
        entry: after,
        before,
        events,
        verificationCode: '',
        at,
        applicationId: null,
        orderId: order.id,
      }),
      ...(bar === null
        ? []
        : [saveBar(bar, { physicianId: order.physicianId, orderId: order.id, applicationId: null })]),
    ],
  };
}
