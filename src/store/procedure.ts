import type { Application } from '../domain/procedure/application.ts';
import type { RecordedEvent } from '../domain/procedure/evolve.ts';
import type { LetterText } from '../domain/procedure/letters.ts';
import { type Act, type ActParams, actParams, messagesSealed, written } from './acts.ts';
import { statement } from './database.ts';
import { opened } from './protection.ts';
import { type Call, call } from './transaction.ts';

/** A letter to write; its number is given when it is stored. */
export interface NewLetter {
  readonly id: string;
  readonly kind: string;
  /** The word and the year its number begins with. */
  readonly mark: string;
  readonly year: string;
  readonly content: LetterText;
}

export interface StepToSave extends Pick<Act, 'article' | 'detail' | 'notices' | 'messages' | 'idempotency'> {
  readonly before: Application;
  readonly after: Application;
  readonly recorded: RecordedEvent;
  readonly actor: { readonly accountId: string | null; readonly name: string; readonly organisation: string };
  readonly dueOn: string | null;
  readonly isOver: boolean;
  readonly letters: readonly NewLetter[];
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
    ...act: ActParams,
    id: string,
    before: number,
    after: string,
    dueOn: string | null,
    isOver: boolean,
    event: string,
    desk: string,
    letters: string,
    answers: string,
    eventAnswers: string | null,
    seq: number,
  ]
>(
  'procedure.save',
  `WITH n AS (
    SELECT * FROM json_to_record($15::json) AS x("number" text, "subject" text, "provinceCode" text, "institutionId" uuid, "authorityId" uuid,
      "consentAuthorityId" uuid, "ownInstitution" boolean, "escalatedOn" date, "steppedInOn" date, "state" text, "version" integer, "stateSince" timestamptz, "submittedOn" date,
      "passedOn" date, "receivedOn" date, "acceptedOn" date, "decidedOn" date, "pauses" jsonb, "nudges" integer, "nudgedOn" date,
      "photoId" uuid, "handlings" jsonb)
  ), moved AS (
    UPDATE application a SET number = n."number", subject = n."subject", province_code = n."provinceCode", institution_id = n."institutionId",
      authority_id = n."authorityId", consent_authority_id = n."consentAuthorityId", own_institution = n."ownInstitution", escalated_on = n."escalatedOn", stepped_in_on = n."steppedInOn", state = n."state",
      version = n."version", state_since = n."stateSince", submitted_on = n."submittedOn", passed_on = n."passedOn", received_on = n."receivedOn",
      accepted_on = n."acceptedOn", decided_on = n."decidedOn", pauses = n."pauses", nudges = n."nudges", nudged_on = n."nudgedOn", answers_sealed = $21,
      photo_id = n."photoId", handlings = n."handlings", due_on = $16, is_over = $17,
      draft_sealed = CASE WHEN $5 IN (${takesDraft}) THEN NULL ELSE a.draft_sealed END,
      draft_institution_id = CASE WHEN $5 IN (${takesDraft}) THEN NULL ELSE a.draft_institution_id END,
      draft_photo_id = CASE WHEN $5 IN (${takesDraft}) THEN NULL ELSE a.draft_photo_id END
    FROM n WHERE a.id = $13 AND a.version = $14
    RETURNING a.id, a.version
  ), noted AS (
    INSERT INTO application_event (application_id, seq, type, at, desk, account_id, actor_name, organisation, event, answers_sealed)
    SELECT id, $23::int, $5, $1, $19, $2, $3, $4, $18::jsonb, $22 FROM moved
  ), ${written({ from: 'moved', subject: `'application', moved.id::text, moved.version`, file: 'moved.id, moved.version' })},
  lettered AS (
    INSERT INTO letter (id, number, kind, application_id, version, title, content, issued_at)
    SELECT l.id, l.mark || '〔' || l.year || '〕' || lpad(nextval('letter_number')::text, 6, '0') || '号', l.kind, moved.id, moved.version,
      l.content ->> 'title', l.content, $1
    FROM moved, json_to_recordset($20::json) AS l(id uuid, mark text, year text, kind text, content jsonb)
  )
  SELECT moved_one(count(*)) AS moved FROM moved`,
  {
    seals: [
      { parameter: 21, column: 'application.answers', row: '$13' },
      { parameter: 22, column: 'application_event.answers', row: '$13/$23' },
    ],
    rows: [messagesSealed],
    keeps: ['application.draft'],
  },
);

export function saveStep(step: StepToSave): Call {
  const { before, after, recorded, actor } = step;
  const { answers, ...row } = after;
  const { answers: eventAnswers, ...event } = { answers: undefined, ...recorded.event };
  return call(
    save,
    ...actParams({
      ...step,
      at: recorded.at,
      accountId: actor.accountId,
      actorName: actor.name,
      organisation: actor.organisation,
      action: recorded.event.type,
    }),
    before.id,
    before.version,
    JSON.stringify(row),
    step.dueOn,
    step.isOver,
    JSON.stringify(event),
    recorded.desk,
    JSON.stringify(step.letters),
    JSON.stringify(answers),
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
