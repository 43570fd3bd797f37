import { createHmac } from 'node:crypto';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { countAttempts, deleteAttempts, deleteOneAttempt, insertAttempt } from '../../store/attempts.ts';
import type { Queryable } from '../../store/database.ts';
import type { Services } from '../services.ts';

export { networkOf } from '../../domain/fields/network.ts';

/** One thing that is counted: what for, about whom, and how often it may happen since a moment. */
export interface Counted {
  readonly purpose: string;
  readonly subject: string;
  readonly most: number;
  readonly since: Temporal.Instant;
}

/** A try that may go on (`at` names it, `count` says how many there are with it), or since when the subject has been trying too often. */
export type Counting =
  | { readonly ok: true; readonly at: string; readonly count: number }
  | { readonly ok: false; readonly since: Temporal.Instant };

/**
 * Counts a try before it is made: it is committed by itself and only then counted, so that of a thousand tries at once no
 * more go on than may. A try that may not go on is taken back, else waiting would never end. Within a transaction (`db`)
 * the caller must hold a lock on the subject instead.
 */
export async function countTry(
  services: Services,
  counted: Counted,
  db: Queryable = services.database,
): Promise<Counting> {
  const key = keyOf(services, counted);
  const at = services.clock.now().toString();
  await db.row(insertAttempt, key, at);
  const found = await db.row(countAttempts, key, counted.since.toString());
  if (found === undefined || found.count <= counted.most) return { ok: true, at, count: found?.count ?? 1 };
  await db.row(deleteOneAttempt, key, at);
  return { ok: false, since: found.oldest === null ? counted.since : Temporal.Instant.from(found.oldest) };
}

/** 尝试次数过多: what is said to whoever has tried too often within a quarter of an hour, and for how long they wait. */
export function tooManyTries(services: Services, since: Temporal.Instant, field?: string): Refusal {
  const left = services.clock
    .now()
    .until(since.add({ minutes: 15 }))
    .total('minutes');
  return refusal('signIn.tooMany', field, { minutes: String(Math.max(1, Math.ceil(left))) });
}

/** All tries of a subject are forgotten: it has shown who it is. */
export async function forgetTries(services: Services, counted: Counted): Promise<void> {
  await services.database.rows(deleteAttempts, keyOf(services, counted));
}

/** The try made at this moment was no failure. */
export async function takeBackTry(services: Services, counted: Counted, at: string): Promise<void> {
  await services.database.row(deleteOneAttempt, keyOf(services, counted), at);
}

/** The stored key says nothing about the name, number or address behind it. */
function keyOf({ secret }: Services, { purpose, subject }: Counted): string {
  return createHmac('sha256', secret).update(`attempt ${purpose}\n${subject}`).digest('base64url');
}
