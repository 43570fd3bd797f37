import type { RecordedEvent } from '../domain/procedure/evolve.ts';
import type { Entry } from '../domain/register/entry.ts';
import type { RegisterEvent } from '../domain/register/events.ts';
import { type ApplicationRow, applicationColumns } from './applications.ts';
import { statement } from './database.ts';
import { applicationEvent } from './procedure.ts';
import { entryColumns, registerEvent } from './register.ts';
import { firstOf } from './snapshot.ts';

/** Rows and events are compared a thousand files at a time. */
const pageSize = 1000;
type After = readonly [afterId: string];
type Of = readonly [ids: string[]];

/** Of all files at once: a page at a time, each page would read the whole ledger. */
export interface UnbookedEvent {
  readonly id: string;
  readonly seq: number;
}

export const pageOfApplications = statement<ApplicationRow & { isOver: boolean }, After>(
  'verification.applications',
  `SELECT ${applicationColumns}, a.is_over AS "isOver" FROM application a WHERE a.id > $1 ORDER BY a.id LIMIT ${pageSize}`,
);

export const eventsOfApplications = statement<RecordedEvent & { id: string; seq: number; type: string }, Of>(
  'verification.applicationEvents',
  `SELECT e.application_id AS id, e.seq, e.type, e.at, e.desk, e.account_id AS "accountId", ${applicationEvent('e')} AS event
   FROM application_event e WHERE e.application_id = ANY ($1::uuid[]) ORDER BY e.application_id, e.seq`,
);

/** The first event of an application of which the ledger has no row, or one that says otherwise who did what and when. */
export const findUnbookedApplicationEvent = statement<UnbookedEvent>(
  'verification.unbookedApplicationEvent',
  firstOf(
    `SELECT e.application_id AS id, e.seq FROM application_event e
   LEFT JOIN ledger l ON l.subject_type = 'application' AND l.subject_id = e.application_id::text AND l.version = e.seq
     AND l.action = e.type AND l.at = e.at AND l.account_id IS NOT DISTINCT FROM e.account_id
   WHERE l.seq IS NULL`,
    'id, seq',
  ),
);

export const pageOfEntries = statement<Entry & { version: number }, After>(
  'verification.entries',
  `SELECT ${entryColumns}, e.version FROM register_entry e WHERE e.id > $1 ORDER BY e.id LIMIT ${pageSize}`,
);

export const eventsOfEntries = statement<{ id: string; seq: number; type: string; event: RegisterEvent }, Of>(
  'verification.registerEvents',
  `SELECT e.entry_id AS id, e.seq, e.type, ${registerEvent('e')} AS event
   FROM register_event e WHERE e.entry_id = ANY ($1::uuid[]) ORDER BY e.entry_id, e.seq`,
);

/**
 * The first event of the register that no decision has yielded: at its moment the ledger tells neither of the last step of an approved
 * file nor of an order that was carried out nor of what time did to the entry; or it is about somebody else, or about something that
 * does not follow (`consequences`: `application/change/siteEnded`) from what was decided.
 */
export const findUnbookedRegisterEvent = statement<UnbookedEvent, readonly [consequences: readonly string[]]>(
  'verification.unbookedRegisterEvent',
  firstOf(
    `SELECT e.entry_id AS id, e.seq FROM register_event e LEFT JOIN application a ON a.id = e.application_id
   WHERE NOT EXISTS (
     SELECT FROM ledger l WHERE l.at = e.at AND l.subject_id = coalesce(e.application_id, e.order_id, e.entry_id)::text
       AND l.subject_type = CASE WHEN e.application_id IS NOT NULL THEN 'application'
         WHEN e.order_id IS NOT NULL THEN 'register_order' ELSE 'register_entry' END
       AND (l.version = a.version OR e.application_id IS NULL)
       AND (l.action = e.type OR e.application_id IS NOT NULL OR e.order_id IS NOT NULL)
       AND (l.action = 'orderExecuted' OR e.order_id IS NULL))
   UNION ALL
   SELECT e.entry_id, e.seq FROM register_event e LEFT JOIN register_entry r ON r.id = e.entry_id
   LEFT JOIN application a ON a.id = e.application_id LEFT JOIN register_order o ON o.id = e.order_id
   WHERE num_nonnulls(e.application_id, e.order_id) > 0 AND NOT coalesce(CASE
     WHEN e.order_id IS NULL THEN (a.state, a.physician_id) = ('approved', r.physician_id) AND 'application/' || a.kind || '/' || e.type = ANY ($1)
     WHEN e.application_id IS NULL THEN (o.state, o.entry_id) = ('executed', e.entry_id) AND 'register_order/' || o.kind || '/' || e.type = ANY ($1)
     END, false)`,
    'id, seq',
  ),
);

/** An order that has moved without the ledger: each of its versions has one row, the last of which tells how it stands, all of them what it is. */
export const findUnbookedOrder = statement<{ id: string }>(
  'verification.order',
  firstOf(
    `SELECT o.id FROM register_order o LEFT JOIN ledger l ON l.subject_type = 'register_order' AND l.subject_id = o.id::text
   GROUP BY o.id HAVING count(l.seq) <> o.version
     OR lower((array_agg(l.action ORDER BY l.seq DESC))[1]) IS DISTINCT FROM 'order' || o.state
     OR NOT bool_and((l.detail ->> 'kind', l.detail ->> 'entryId') IS NOT DISTINCT FROM (o.kind, o.entry_id::text))`,
    'id',
  ),
);

/** An order that has taken effect without an event, or an event of one that has not. */
export const findHalfOrder = statement<{ id: string }>(
  'verification.halfOrder',
  firstOf(
    `SELECT o.id FROM register_order o
   WHERE (o.state = 'executed') <> EXISTS (SELECT FROM register_event e WHERE e.order_id = o.id)`,
    'id',
  ),
);

/** Photos of registrations, looked at a few hundred at a time; `key` is null where there is none of that id. */
export const pageOfPhotos = statement<{ id: string; photoId: string; accountId: string; key: string | null }, After>(
  'verification.photos',
  `SELECT e.id, e.photo_id AS "photoId", p.account_id AS "accountId", p.key FROM register_entry e LEFT JOIN photo p ON p.id = e.photo_id
   WHERE e.id > $1 AND e.photo_id IS NOT NULL ORDER BY e.id LIMIT 200`,
);

/** A ledger row about a step that the file does not know: the event was taken away. */
export const findOrphanInLedger = statement<{ seq: number; id: string; version: number }>(
  'verification.orphan',
  firstOf(
    `SELECT l.seq, l.subject_id AS id, l.version FROM ledger l
   LEFT JOIN application_event e ON e.application_id::text = l.subject_id AND e.seq = l.version
   WHERE l.subject_type = 'application' AND l.version IS NOT NULL AND e.seq IS NULL`,
    'seq',
  ),
);

export const countLedger = statement<{ rows: number }>(
  'verification.countLedger',
  'SELECT count(*) AS rows FROM ledger',
);
