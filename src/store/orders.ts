import type { OrderKind } from '../domain/register/orderKinds.ts';
import type { OrderContent } from '../domain/register/orders.ts';
import { type Act, writeAct } from './acts.ts';
import { statement } from './database.ts';
import { opened } from './protection.ts';
import { type Call, call } from './transaction.ts';

export type OrderState = 'proposed' | 'rejected' | 'confirmed' | 'executed' | 'void';

/** An order with what its list and its page show. */
export interface OrderRow {
  readonly id: string;
  readonly entryId: string;
  readonly authorityId: string;
  readonly kind: OrderKind;
  readonly state: OrderState;
  readonly version: number;
  readonly effectiveOn: string;
  readonly content: OrderContent;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly proposedAt: string;
  readonly decidedByName: string | null;
  readonly decidedAt: string | null;
  readonly decisionWords: string;
  readonly executedAt: string | null;
  readonly physicianId: string;
  readonly name: string;
  readonly idNumber: string;
  readonly licenceNo: string;
  readonly authority: string;
}

const columns = `o.id, o.entry_id AS "entryId", o.authority_id AS "authorityId", o.kind, o.state, o.version, o.effective_on AS "effectiveOn", o.content,
  o.proposed_by AS "proposedBy", o.proposed_by_name AS "proposedByName", o.proposed_at AS "proposedAt", o.decided_by_name AS "decidedByName",
  o.decided_at AS "decidedAt", o.decision_words AS "decisionWords", o.executed_at AS "executedAt", p.id AS "physicianId", p.name,
  ${opened('p', 'physician.id_number')} AS "idNumber", e.licence_no AS "licenceNo", u.name AS authority`;
const tables = `register_order o JOIN register_entry e ON e.id = o.entry_id JOIN physician p ON p.id = e.physician_id
  JOIN authority u ON u.id = o.authority_id`;
const region = `(u.path = $1 OR u.path LIKE $1 || '/%')`;

/** Of an authority and those below it: what waits for somebody first, then the newest. */
export const findOrders = statement<OrderRow, readonly [path: string, limit: number]>(
  'order.list',
  `SELECT ${columns} FROM ${tables} WHERE ${region}
   ORDER BY o.state = 'proposed' DESC, o.state = 'confirmed' DESC, o.proposed_at DESC, o.id LIMIT $2`,
);

export const findOrder = statement<OrderRow, readonly [path: string, id: string]>(
  'order.one',
  `SELECT ${columns} FROM ${tables} WHERE ${region} AND o.id = $2`,
);

export const findOrdersOfEntry = statement<OrderRow, readonly [path: string, entryId: string]>(
  'order.ofEntry',
  `SELECT ${columns} FROM ${tables} WHERE ${region} AND o.entry_id = $2 AND o.state IN ('proposed', 'confirmed')
   ORDER BY o.proposed_at DESC`,
);

/** Locked until the transaction ends; of the authority whose order it is, and of no other. */
export const lockOrder = statement<OrderRow, readonly [authorityId: string, id: string]>(
  'order.lock',
  `SELECT ${columns} FROM ${tables} WHERE o.authority_id = $1 AND o.id = $2 FOR UPDATE OF o`,
);

/** A confirmed order whose day has come and that nobody else is executing. */
export const lockDueOrder = statement<OrderRow, readonly [today: string]>(
  'order.lockDue',
  `SELECT ${columns} FROM ${tables} WHERE o.state = 'confirmed' AND o.effective_on <= $1::date
   ORDER BY o.effective_on, o.id LIMIT 1 FOR UPDATE OF o SKIP LOCKED`,
);

export const insertOrder = statement<
  { id: string },
  readonly [
    id: string,
    entryId: string,
    authorityId: string,
    kind: OrderKind,
    effectiveOn: string,
    content: string,
    proposedBy: string,
    proposedByName: string,
    at: string,
  ]
>(
  'order.insert',
  `INSERT INTO register_order (id, entry_id, authority_id, kind, state, version, effective_on, content, proposed_by, proposed_by_name, proposed_at)
   VALUES ($1, $2, $3, $4, 'proposed', 1, $5, $6::jsonb, $7, $8, $9) RETURNING id`,
);

const move = statement<
  { moved: number },
  readonly [
    id: string,
    before: number,
    state: OrderState,
    at: string,
    decidedBy: string | null,
    decidedByName: string | null,
    words: string | null,
  ]
>(
  'order.move',
  `WITH moved AS (
     UPDATE register_order SET state = $3, version = version + 1, executed_at = CASE WHEN $3 = 'executed' THEN $4::timestamptz END,
       decided_by = coalesce($5, decided_by), decided_by_name = coalesce($6, decided_by_name), decision_words = coalesce($7, decision_words),
       decided_at = CASE WHEN $5::uuid IS NULL THEN decided_at ELSE $4::timestamptz END
     WHERE id = $1 AND version = $2 RETURNING id)
   SELECT moved_one(count(*)) AS moved FROM moved`,
);

/** Moves an order on; fails when it is no longer as it was read. `by` is null for the day that has come. */
export function moveOrder(
  { id, version }: Pick<OrderRow, 'id' | 'version'>,
  state: OrderState,
  at: string,
  by: { readonly accountId: string; readonly name: string; readonly words: string } | null,
): Call {
  return call(move, id, version, state, at, by?.accountId ?? null, by?.name ?? null, by?.words ?? null);
}

export interface OrderToTell extends Act {
  readonly orderId: string;
  readonly version: number;
}

/** The ledger row of a move, everybody who is told of it, and the answer kept for a form sent twice. */
export function tellOrder({ orderId, version, ...act }: OrderToTell): Call {
  return writeAct(act, { type: 'register_order', id: orderId, version, applicationId: null });
}

/** How the physician behind an entry is reached: the account in use, or the newest; the phone only when it has been verified. */
export const findHolder = statement<
  { accountId: string; phone: string | null; email: string | null },
  readonly [physicianId: string]
>(
  'order.holder',
  `SELECT c.id AS "accountId", ${opened('c', 'account.email')} AS email,
     CASE WHEN c.phone_verified_at IS NOT NULL THEN ${opened('c', 'account.phone')} END AS phone
   FROM account c WHERE c.physician_id = $1 AND c."end" = 'person' ORDER BY c.active DESC, c.created_at DESC LIMIT 1`,
);

/** The order by which an entry was last suspended. */
export const findSuspendingOrder = statement<{ content: OrderContent }, readonly [entryId: string]>(
  'order.suspending',
  `SELECT o.content FROM register_event v JOIN register_order o ON o.id = v.order_id
   WHERE v.entry_id = $1 AND v.type = 'suspended' ORDER BY v.seq DESC LIMIT 1`,
);
