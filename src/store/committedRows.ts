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
  return `json_build_object('entry_id', ${e}.entry_id, 'seq', ${e}.seq, 'type', ${e}.type, 'at', ${instant(`${e}.at`)},
    'effective_on', ${e}.effective_on, 'application_id', ${e}.application_id, 'order_id', ${e}.order_id, 'event', ${e}.event,
    'contact', ${opened(e, 'register_event.contact')}, 'verification_code', CASE WHEN ${e}.seq = 1 THEN
      (SELECT r.verification_code FROM register_entry r WHERE r.id = ${e}.entry_id) END)`;
}

function committedLedger(l: string): string {
  return `json_build_object('seq', ${l}.seq, 'at', ${instant(`${l}.at`)}, 'account_id', ${l}.account_id, 'actor_name', ${l}.actor_name,
    'organisation', ${l}.organisation, 'action', ${l}.action, 'subject_type', ${l}.subject_type, 'subject_id', ${l}.subject_id,
    'version', ${l}.version, 'article', ${l}.article, 'detail', ${l}.detail)`;
}

/**
 * The row that `q` names as it is committed to; null when it is gone. Looked up row by row: a join would be planned as if
 * most of the ledger were asked for, and read all of it.
 */
export function committedRow(q: string): string {
  return `CASE WHEN ${q}.ledger_seq IS NOT NULL THEN (SELECT ${committedLedger('l')} FROM ledger l WHERE l.seq = ${q}.ledger_seq)
     ELSE (SELECT ${committedEvent('e')} FROM register_event e WHERE e.entry_id = ${q}.entry_id AND e.seq = ${q}.event_seq) END`;
}

/**
 * What the row that `q` names is about, all of it facts that are never changed: of a step its event and whose file it is, of a move
 * of an order what was ordered, of a registration whose it is. Null where it is about nothing else.
 */
export function committedAbout(q: string): string {
  // Whoever writes a word that is no id into a ledger row does not stop the log with it.
  const id = `CASE WHEN l.subject_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN l.subject_id::uuid END`;
  return `CASE WHEN ${q}.ledger_seq IS NULL THEN ${holderOf(q)} ELSE (SELECT CASE
     WHEN l.subject_type = 'application' AND l.version IS NOT NULL THEN (SELECT ${step} FROM application a
       LEFT JOIN application_event e ON e.application_id = a.id AND e.seq = l.version WHERE a.id = ${id})
     WHEN l.subject_type = 'register_order' THEN (SELECT ${ordered} FROM register_order o WHERE o.id = ${id}) END
     FROM ledger l WHERE l.seq = ${q}.ledger_seq) END`;
}

const step = `json_build_object('kind', a.kind, 'physician_id', a.physician_id, 'applicant', a.account_id, 'type', e.type, 'at', ${instant('e.at')},
       'desk', e.desk, 'account_id', e.account_id, 'actor_name', e.actor_name, 'organisation', e.organisation, 'event', ${applicationEvent('e')})`;

const ordered = `json_build_object('kind', o.kind, 'entry_id', o.entry_id, 'authority_id', o.authority_id, 'effective_on', o.effective_on, 'content', o.content,
       'proposed_by', o.proposed_by)`;

function holderOf(q: string): string {
  return `CASE WHEN ${q}.event_seq = 1 THEN (SELECT json_build_object('name', p.name, 'sex', p.sex, 'birth_date', p.birth_date)
       FROM register_entry r JOIN physician p ON p.id = r.physician_id WHERE r.id = ${q}.entry_id) END`;
}
