import type { RecordedEvent } from '../domain/procedure/evolve.ts';
import type { Entry } from '../domain/register/entry.ts';
import type { RegisterEvent } from '../domain/register/events.ts';
import { type ApplicationRow, applicationColumns } from './applications.ts';
import { statement } from './database.ts';
import { applicationEvent } from './procedure.ts';
import { entryColumns, registerEvent } from './register.ts';

/** Rows and events are compared a thousand files at a time. */
const pageSize = 1000;
type After = readonly [afterId: string];
type Of = readonly [ids: string[]];

export const pageOfApplications = statement<ApplicationRow & { isOver: boolean }, After>(
  'verification.applications',
  `SELECT ${applicationColumns}, a.is_over AS "isOver" FROM application a WHERE a.id > $1 ORDER BY a.id LIMIT ${pageSize}`,
);

export const eventsOfApplications = statement<
  RecordedEvent & { id: string; seq: number; type: string; booked: boolean },
  Of
>(
  'verification.applicationEvents',
  `SELECT e.application_id AS id, e.seq, e.type, e.at, e.desk, e.account_id AS "accountId", ${applicationEvent('e')} AS event,
     coalesce(l.action = e.type AND l.at = e.at AND l.account_id IS NOT DISTINCT FROM e.account_id, false) AS booked
   FROM application_event e
   LEFT JOIN ledger l ON l.subject_type = 'application' AND l.subject_id = e.application_id::text AND l.version = e.seq
   WHERE e.application_id = ANY ($1::uuid[]) ORDER BY e.application_id, e.seq`,
);

export const pageOfEntries = statement<Entry & { version: number }, After>(
  'verification.entries',
  `SELECT ${entryColumns}, e.version FROM register_entry e WHERE e.id > $1 ORDER BY e.id LIMIT ${pageSize}`,
);

/** Booked: the ledger holds, at the same moment, the decision from which the event came, or what time did to the entry. */
export const eventsOfEntries = statement<
  { id: string; seq: number; type: string; event: RegisterEvent; booked: boolean },
  Of
>(
  'verification.registerEvents',
  `SELECT e.entry_id AS id, e.seq, e.type, ${registerEvent('e')} AS event, EXISTS (
     SELECT FROM ledger l WHERE l.at = e.at AND (l.subject_type, l.subject_id) = (CASE WHEN e.application_id IS NOT NULL THEN 'application'
       WHEN e.order_id IS NOT NULL THEN 'register_order' ELSE 'register_entry' END, coalesce(e.application_id, e.order_id, e.entry_id)::text)) AS booked
   FROM register_event e WHERE e.entry_id = ANY ($1::uuid[]) ORDER BY e.entry_id, e.seq`,
);

/** An order that has moved without the ledger: each of its versions has one row. */
export const findUnbookedOrder = statement<{ id: string }>(
  'verification.order',
  `SELECT o.id FROM register_order o LEFT JOIN ledger l ON l.subject_type = 'register_order' AND l.subject_id = o.id::text
   GROUP BY o.id HAVING count(l.seq) <> o.version ORDER BY o.id LIMIT 1`,
);

/** An order that has taken effect without an event, or an event of one that has not. */
export const findHalfOrder = statement<{ id: string }>(
  'verification.halfOrder',
  `SELECT o.id FROM register_order o
   WHERE (o.state = 'executed') <> EXISTS (SELECT FROM register_event e WHERE e.order_id = o.id) ORDER BY o.id LIMIT 1`,
);

/** A ledger row about a step that the file does not know: the event was taken away. */
export const findOrphanInLedger = statement<{ seq: number; id: string; version: number }>(
  'verification.orphan',
  `SELECT l.seq, l.subject_id AS id, l.version FROM ledger l
   LEFT JOIN application_event e ON e.application_id::text = l.subject_id AND e.seq = l.version
   WHERE l.subject_type = 'application' AND l.version IS NOT NULL AND e.seq IS NULL ORDER BY l.seq LIMIT 1`,
);

export const countLedger = statement<{ rows: number }>(
  'verification.countLedger',
  'SELECT count(*) AS rows FROM ledger',
);
