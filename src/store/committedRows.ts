import { applicationEvent } from './procedure.ts';
import { opened } from './protection.ts';

/** A row with the names of its columns. */
export type CommittedRow = Readonly<Record<string, unknown>>;

/** What leaves commit to since `form` 2; those of form 1 say nothing of what their row is about. */
export const currentForm = 2;

/** To the microsecond, in whatever zone the server lives. */
function instant(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/**
 * A row as it is committed to: every column, what is sealed in clear, so that another key changes nothing. The first event
 * of an entry stands for its 查验码 as well, which is given with it and in no event.
 */
export function committedEvent(e: string): string {
  return `json_build_object('application_id', ${e}.application_id, 'at', ${instant(`${e}.at`)},
    'contact', ${opened(e, 'register_event.contact')}, 'effective_on', ${e}.effective_on, 'entry_id', ${e}.entry_id, 'event', ${e}.event,
    'order_id', ${e}.order_id, 'seq', ${e}.seq, 'type', ${e}.type, 'verification_code', CASE WHEN ${e}.seq = 1 THEN
      (SELECT r.verification_code FROM register_entry r WHERE r.id = ${e}.entry_id) END)`;
}

const committedLedger = `json_build_object('account_id', l.account_id, 'action', l.action, 'actor_name', l.actor_name, 'article', l.article,
    'at', ${instant('l.at')}, 'detail', l.detail, 'organisation', l.organisation, 'seq', l.seq, 'subject_id', l.subject_id,
    'subject_type', l.subject_type, 'version', l.version)`;

/**
 * Whoever writes a word that is no id into a ledger row does not stop the log with it. Asked of every row: the same as one regular
 * expression would take twice as long, and pg_input_is_valid is not there in PostgreSQL 15.
 */
const subject = `CASE WHEN l.subject_id LIKE '________-____-____-____-____________' AND translate(l.subject_id, '0123456789abcdef', '') = '----'
         THEN l.subject_id::uuid END`;

const step = `json_build_object('account_id', e.account_id, 'actor_name', e.actor_name, 'applicant', a.account_id, 'at', ${instant('e.at')},
       'desk', e.desk, 'event', ${applicationEvent('e')}, 'kind', a.kind, 'organisation', e.organisation, 'physician_id', a.physician_id, 'type', e.type)`;

const ordered = `json_build_object('authority_id', o.authority_id, 'content', o.content, 'effective_on', o.effective_on, 'entry_id', o.entry_id,
       'kind', o.kind, 'proposed_by', o.proposed_by)`;

/** What an event is about, of facts that are never changed: of a registration whose it is. */
export function holderOf(e: string): string {
  return `CASE WHEN ${e}.seq = 1 THEN (SELECT json_build_object('birth_date', p.birth_date, 'name', p.name, 'sex', p.sex)
       FROM register_entry r JOIN physician p ON p.id = r.physician_id WHERE r.id = ${e}.entry_id) END`;
}

/**
 * Joins, as `committed`, the `row` that `q` names, as it is committed to, and what it is `about`: of a step its event and whose file it
 * is, of a move of an order what was ordered. Null when the row is gone, or about nothing else. Lateral, so that it is looked up row by
 * row: another join would be planned as if most of the ledger were asked for, and read all of it.
 */
export function joinCommitted(q: string): string {
  return `LEFT JOIN LATERAL (
     SELECT ${committedLedger} AS row, CASE
       WHEN l.subject_type = 'application' AND l.version IS NOT NULL THEN (SELECT ${step} FROM application a
         LEFT JOIN application_event e ON e.application_id = a.id AND e.seq = l.version WHERE a.id = ${subject})
       WHEN l.subject_type = 'register_order' THEN (SELECT ${ordered} FROM register_order o WHERE o.id = ${subject}) END AS about
     FROM ledger l WHERE l.seq = ${q}.ledger_seq
     UNION ALL SELECT ${committedEvent('v')}, ${holderOf('v')} FROM register_event v
       WHERE v.entry_id = ${q}.entry_id AND v.seq = ${q}.event_seq) committed ON true`;
}
