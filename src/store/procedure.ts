import type { Application } from '../domain/procedure/application.ts';
import type { RecordedEvent } from '../domain/procedure/evolve.ts';
import type { LetterText } from '../domain/procedure/letters.ts';
import { statement } from './database.ts';
import { messagesIn } from './messages.ts';
import { opened } from './protection.ts';
import { type Call, call } from './transaction.ts';

/** A notice to write, and to whom. */
export interface NewNotice {
  readonly accountId: string | null;
  readonly institutionId: string | null;
  readonly authorityId: string | null;
  readonly title: string;
  readonly body: string;
}

/** A message for the outbox. */
export interface NewMessage {
  readonly id: string;
  readonly channel: 'sms' | 'mail';
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
}

/** A letter to write; its number is given when it is stored. */
export interface NewLetter {
  readonly id: string;
  readonly kind: string;
  /** The word and the year its number begins with. */
  readonly mark: string;
  readonly year: string;
  readonly content: LetterText;
}

export interface StepToSave {
  readonly before: Application;
  readonly after: Application;
  readonly recorded: RecordedEvent;
  readonly actor: { readonly accountId: string | null; readonly name: string; readonly organisation: string };
  readonly dueOn: string | null;
  readonly isOver: boolean;
  readonly article: string;
  /** For the ledger: nothing that names a person beyond ids. */
  readonly detail: Readonly<Record<string, string>>;
  readonly notices: readonly NewNotice[];
  readonly messages: readonly NewMessage[];
  readonly letters: readonly NewLetter[];
  readonly idempotency: { readonly key: string; readonly request: string; readonly location: string } | null;
}

/** An event as the domain knows it; `e` is the row of application_event. */
export function applicationEvent(e: string): string {
  const answers = opened(e, 'application_event.answers');
  return `CASE WHEN ${e}.answers_sealed IS NULL THEN ${e}.event ELSE ${e}.event || jsonb_build_object('answers', ${answers}) END`;
}

/** Events with which the draft becomes part of the file. */
const takesDraft = "'submitted', 'supplementAnswered', 'claimed', 'reported'";

/**
 * One step, one statement: the guarded move of the row and, only if it moved, its event, its ledger row, the notices, the
 * outbox, and the answer kept for a form sent twice. Fails when the row is no longer as it was loaded (see movedMeanwhile).
 */
const save = statement<
  { moved: number },
  readonly [
    id: string,
    before: number,
    after: string,
    dueOn: string | null,
    isOver: boolean,
    event: string,
    type: string,
    at: string,
    desk: string,
    accountId: string | null,
    actorName: string,
    organisation: string,
    article: string,
    detail: string,
    notices: string,
    messages: string,
    key: string | null,
    request: string | null,
    location: string | null,
    letters: string,
    answers: string,
    eventAnswers: string | null,
    seq: number,
  ]
>(
  'procedure.save',
  `WITH n AS (
    SELECT * FROM json_to_record($3::json) AS x("number" text, "subject" text, "provinceCode" text, "institutionId" uuid, "authorityId" uuid,
      "consentAuthorityId" uuid, "ownInstitution" boolean, "escalatedOn" date, "state" text, "version" integer, "stateSince" timestamptz, "submittedOn" date,
      "passedOn" date, "receivedOn" date, "acceptedOn" date, "decidedOn" date, "pauses" jsonb, "nudges" integer, "nudgedOn" date,
      "photoId" uuid, "handlings" jsonb)
  ), moved AS (
    UPDATE application a SET number = n."number", subject = n."subject", province_code = n."provinceCode", institution_id = n."institutionId",
      authority_id = n."authorityId", consent_authority_id = n."consentAuthorityId", own_institution = n."ownInstitution", escalated_on = n."escalatedOn", state = n."state",
      version = n."version", state_since = n."stateSince", submitted_on = n."submittedOn", passed_on = n."passedOn", received_on = n."receivedOn",
      accepted_on = n."acceptedOn", decided_on = n."decidedOn", pauses = n."pauses", nudges = n."nudges", nudged_on = n."nudgedOn", answers_sealed = $21,
      photo_id = n."photoId", handlings = n."handlings", due_on = $4, is_over = $5,
      draft_sealed = CASE WHEN $7 IN (${takesDraft}) THEN NULL ELSE a.draft_sealed END,
      draft_institution_id = CASE WHEN $7 IN (${takesDraft}) THEN NULL ELSE a.draft_institution_id END
    FROM n WHERE a.id = $1 AND a.version = $2
    RETURNING a.id, a.version
  ), noted AS (
    INSERT INTO application_event (application_id, seq, type, at, desk, account_id, actor_name, organisation, event, answers_sealed)
    SELECT id, $23::int, $7, $8, $9, $10, $11, $12, $6::jsonb, $22 FROM moved
  ), booked AS (
    INSERT INTO ledger (at, account_id, actor_name, organisation, action, subject_type, subject_id, version, article, detail)
    SELECT $8, $10, $11, $12, $7, 'application', id::text, version, $13, $14::jsonb FROM moved
  ), told AS (
    INSERT INTO notice (account_id, institution_id, authority_id, application_id, version, title, body, at)
    SELECT t."accountId", t."institutionId", t."authorityId", moved.id, moved.version, t.title, t.body, $8
    FROM moved, json_to_recordset($15::json) AS t("accountId" uuid, "institutionId" uuid, "authorityId" uuid, title text, body text)
  ), sent AS (
    INSERT INTO message (id, channel, recipient_sealed, subject, text_sealed, created_at, due_at)
    SELECT m.id, m.channel, m.recipient, m.subject, m.text, $8, $8
    FROM moved, json_to_recordset($16::json) AS m(id uuid, channel text, recipient text, subject text, text text)
  ), answered AS (
    INSERT INTO idempotency (key, account_id, request, location, at) SELECT $17, $10, $18, $19, $8 FROM moved WHERE $17::text IS NOT NULL
  ), written AS (
    INSERT INTO letter (id, number, kind, application_id, version, title, content, issued_at)
    SELECT l.id, l.mark || '〔' || l.year || '〕' || lpad(nextval('letter_number')::text, 6, '0') || '号', l.kind, moved.id, moved.version,
      l.content ->> 'title', l.content, $8
    FROM moved, json_to_recordset($20::json) AS l(id uuid, mark text, year text, kind text, content jsonb)
  )
  SELECT moved_one(count(*)) AS moved FROM moved`,
  {
    seals: [
      { parameter: 21, column: 'application.answers', row: '$1' },
      { parameter: 22, column: 'application_event.answers', row: '$1/$23' },
    ],
    rows: [messagesIn(16)],
    keeps: ['application.draft'],
  },
);

export function saveStep(step: StepToSave): Call {
  const { before, after, recorded, actor, idempotency } = step;
  const { answers: eventAnswers, ...event } = { answers: undefined, ...recorded.event };
  return call(
    save,
    before.id,
    before.version,
    JSON.stringify(after),
    step.dueOn,
    step.isOver,
    JSON.stringify(event),
    recorded.event.type,
    recorded.at,
    recorded.desk,
    actor.accountId,
    actor.name,
    actor.organisation,
    step.article,
    JSON.stringify(step.detail),
    JSON.stringify(step.notices),
    JSON.stringify(step.messages),
    idempotency?.key ?? null,
    idempotency?.request ?? null,
    idempotency?.location ?? null,
    JSON.stringify(step.letters),
    JSON.stringify(after.answers),
    eventAnswers === undefined ? null : JSON.stringify(eventAnswers),
    after.version,
  );
}

export interface StoredEvent extends RecordedEvent {
  readonly seq: number;
  readonly actorName: string;
  readonly organisation: string;
}

export const findEvents = statement<StoredEvent, readonly [applicationId: string]>(
  'procedure.events',
  `SELECT e.seq, e.at, e.desk, e.account_id AS "accountId", e.actor_name AS "actorName", e.organisation, ${applicationEvent('e')} AS event
   FROM application_event e WHERE e.application_id = $1 ORDER BY e.seq`,
);

/** 身份待核验 ends when an institution has compared the original with the person; the first time counts. */
export const markIdentityVerified = statement<{ id: string }, readonly [accountId: string, at: string]>(
  'procedure.markIdentityVerified',
  'UPDATE account SET identity_verified_at = $2 WHERE id = $1 AND identity_verified_at IS NULL RETURNING id',
);
