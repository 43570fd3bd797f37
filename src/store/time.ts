import type { State } from '../domain/procedure/steps.ts';
import { statement } from './database.ts';
import type { NewMessage, NewNotice } from './procedure.ts';
import { type Call, call } from './transaction.ts';

/** Files in a state whose clock has run out before a day, the longest first. */
export const findOverdueFiles = statement<{ id: string }, readonly [state: State, before: string]>(
  'time.overdueFiles',
  `SELECT id FROM application WHERE state = $1 AND due_on < $2 ORDER BY due_on, id`,
);

/** What institutions have left lying and nobody has been told of yet. */
export const findUnescalated = statement<{ id: string }, readonly [before: string]>(
  'time.unescalated',
  `SELECT id FROM application WHERE state = 'atInstitution' AND due_on < $1 AND escalated_on IS NULL ORDER BY due_on, id`,
);

/**
 * Files in a state whose last day lies after one day and not after another, and for which the act of that name has not been
 * done since they came into it.
 */
export const findUnremindedFiles = statement<
  { id: string; version: number },
  readonly [state: State, after: string, until: string, name: string]
>(
  'time.unremindedFiles',
  `SELECT a.id, a.version FROM application a WHERE a.state = $1 AND a.due_on > $2 AND a.due_on <= $3
     AND NOT EXISTS (SELECT FROM time_act k WHERE k.key = $4 || ':' || a.id || ':' || a.version)
   ORDER BY a.due_on, a.id`,
);

/** Filings whose last day lies before a day. */
export const findExpiredSites = statement<{ id: string; entryId: string }, readonly [today: string]>(
  'time.expiredSites',
  `SELECT id, entry_id AS "entryId" FROM register_site WHERE ended_on IS NULL AND ends_on < $1 ORDER BY ends_on, id`,
);

/** Filings whose last day lies between two days (included) and for which the reminder of so many days has not gone out. */
export const findUnremindedSites = statement<
  { id: string; entryId: string },
  readonly [from: string, until: string, days: number]
>(
  'time.unremindedSites',
  `SELECT s.id, s.entry_id AS "entryId" FROM register_site s WHERE s.ended_on IS NULL AND s.ends_on BETWEEN $1 AND $2
     AND s.starts_on <= s.ends_on - $3::int AND NOT EXISTS (SELECT FROM time_act k WHERE k.key = 'site:' || s.id || ':' || $3::int)
   ORDER BY s.ends_on, s.id`,
);

export const findEndedSuspensions = statement<{ id: string }, readonly [today: string]>(
  'time.endedSuspensions',
  `SELECT id FROM register_entry WHERE status = 'suspended' AND suspended_until < $1 ORDER BY suspended_until, id`,
);

export interface InactiveEntry {
  readonly id: string;
  readonly inactiveSince: string;
}

/** Entries on file since a time between two days (included), without the reminder of so many days. */
export const findUnremindedInactive = statement<InactiveEntry, readonly [from: string, until: string, days: number]>(
  'time.unremindedInactive',
  `SELECT e.id, e.inactive_since AS "inactiveSince" FROM register_entry e WHERE e.status = 'inactive' AND e.inactive_since BETWEEN $1 AND $2
     AND NOT EXISTS (SELECT FROM time_act k WHERE k.key = 'inactive:' || e.id || ':' || e.inactive_since::text || ':' || $3::int)
   ORDER BY e.inactive_since, e.id`,
);

/** Entries on file at least since a day for which no case has been opened. */
export const findLongInactive = statement<InactiveEntry, readonly [until: string]>(
  'time.longInactive',
  `SELECT e.id, e.inactive_since AS "inactiveSince" FROM register_entry e WHERE e.status = 'inactive' AND e.inactive_since <= $1
     AND NOT EXISTS (SELECT FROM statutory_case c WHERE c.entry_id = e.id AND c.inactive_since = e.inactive_since)
   ORDER BY e.inactive_since, e.id`,
);

/** Answers a row to the first that does it, none to whoever comes later. */
export const markAct = statement<{ key: string }, readonly [key: string, at: string]>(
  'time.markAct',
  'INSERT INTO time_act (key, at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING key',
);

/** Something the clock has done that is no step of an application: its ledger row and what everyone is told. */
export interface TimeAct {
  readonly at: string;
  readonly actorName: string;
  readonly action: string;
  readonly subjectType: 'register_entry' | 'application' | 'statutory_case' | 'time_round' | 'account';
  readonly subjectId: string;
  readonly article: string;
  /** For the ledger: nothing that names a person beyond ids. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** The file the notices lead to, where there is one. */
  readonly applicationId?: string;
  readonly notices: readonly NewNotice[];
  readonly messages: readonly NewMessage[];
}

const record = statement<
  { seq: number },
  readonly [
    at: string,
    actorName: string,
    action: string,
    subjectType: string,
    subjectId: string,
    article: string,
    detail: string,
    applicationId: string | null,
    notices: string,
    messages: string,
  ]
>(
  'time.record',
  `WITH told AS (
    INSERT INTO notice (account_id, institution_id, authority_id, application_id, title, body, at)
    SELECT t."accountId", t."institutionId", t."authorityId", $8, t.title, t.body, $1
    FROM json_to_recordset($9::json) AS t("accountId" uuid, "institutionId" uuid, "authorityId" uuid, title text, body text)
  ), sent AS (
    INSERT INTO message (id, channel, recipient, subject, text, created_at, due_at)
    SELECT m.id, m.channel, m.recipient, m.subject, m.text, $1, $1
    FROM json_to_recordset($10::json) AS m(id uuid, channel text, recipient text, subject text, text text)
  )
  INSERT INTO ledger (at, account_id, actor_name, organisation, action, subject_type, subject_id, article, detail)
  VALUES ($1, NULL, $2, '', $3, $4, $5, $6, $7::jsonb) RETURNING seq`,
);

/** Writes an act of the clock: ledger row, notices and outbox in one statement. */
export function recordAct(act: TimeAct): Call {
  return call(
    record,
    act.at,
    act.actorName,
    act.action,
    act.subjectType,
    act.subjectId,
    act.article,
    JSON.stringify(act.detail),
    act.applicationId ?? null,
    JSON.stringify(act.notices),
    JSON.stringify(act.messages),
  );
}

export interface Round {
  readonly id: number;
  readonly finishedAt: string;
}

export const findLastRound = statement<Round>(
  'time.lastRound',
  'SELECT id, finished_at AS "finishedAt" FROM time_round ORDER BY id DESC LIMIT 1',
);

export const insertRound = statement<
  { id: number },
  readonly [startedAt: string, finishedAt: string, done: string, failed: number]
>(
  'time.insertRound',
  'INSERT INTO time_round (started_at, finished_at, done, failed) VALUES ($1, $2, $3::jsonb, $4) RETURNING id',
);
