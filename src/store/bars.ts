import type { RegistrationBar } from '../domain/register/bars.ts';
import { statement } from './database.ts';
import { type Call, call } from './transaction.ts';

const insertBar = statement<
  { id: string },
  readonly [
    physicianId: string,
    until: string,
    reason: string,
    article: string,
    orderId: string | null,
    applicationId: string | null,
  ]
>(
  'bar.insert',
  'INSERT INTO bar (physician_id, until, reason, article, order_id, application_id) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
);

/** A bar with what it follows from: an order, or a file that was approved. */
export function saveBar(
  { until, reason, article }: RegistrationBar,
  from: { readonly physicianId: string; readonly orderId: string | null; readonly applicationId: string | null },
): Call {
  return call(insertBar, from.physicianId, until, reason, article, from.orderId, from.applicationId);
}
