import { statement } from './database.ts';
import type { SealedRows } from './protection.ts';
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
  /** A token that stands in the text as `{secret}` and is put in as the message goes out. */
  readonly secret?: string;
}

/** What is told and to whom, in-app and outside. */
export interface Told {
  readonly notices: readonly NewNotice[];
  readonly messages: readonly NewMessage[];
}

/** Something somebody has done, or the clock: what its ledger row says, everybody who is told, and the answer kept for a form sent twice. */
export interface Act extends Told {
  readonly at: string;
  /** Null: the clock. */
  readonly accountId: string | null;
  readonly actorName: string;
  readonly organisation: string;
  readonly action: string;
  readonly article: string;
  /** For the ledger: nothing that names a person beyond ids. */
  readonly detail: Readonly<Record<string, unknown>>;
  readonly idempotency: { readonly key: string; readonly request: string; readonly location: string } | null;
}

/** The first twelve parameters of every statement that writes an act. */
export type ActParams = readonly [
  at: string,
  accountId: string | null,
  actorName: string,
  organisation: string,
  action: string,
  article: string,
  detail: string,
  notices: string,
  messages: string,
  key: string | null,
  request: string | null,
  location: string | null,
];

export function actParams(act: Act): ActParams {
  const { at, accountId, actorName, organisation, action, article, idempotency } = act;
  return [
    at,
    accountId,
    actorName,
    organisation,
    action,
    article,
    JSON.stringify(act.detail),
    JSON.stringify(act.notices),
    JSON.stringify(act.messages),
    idempotency?.key ?? null,
    idempotency?.request ?? null,
    idempotency?.location ?? null,
  ];
}

/** How the messages among those parameters leave. */
export const messagesSealed: SealedRows = {
  parameter: 9,
  row: 'id',
  seals: { recipient: 'message.recipient', text: 'message.text', secret: 'message.code' },
};

/**
 * The parts of a statement that write an act down, once for each row of `from` (which has one, or none when nothing was done).
 * `subject` is what the ledger calls it: type, id and version; `file` the application and version its notices lead to.
 */
export function written({ from, subject, file }: { from: string; subject: string; file: string }): string {
  return `booked AS (
    INSERT INTO ledger (at, account_id, actor_name, organisation, action, subject_type, subject_id, version, article, detail)
    SELECT $1, $2, $3, $4, $5, ${subject}, $6, $7::jsonb FROM ${from} RETURNING seq
  ), told AS (
    INSERT INTO notice (account_id, institution_id, authority_id, application_id, version, title, body, at)
    SELECT t."accountId", t."institutionId", t."authorityId", ${file}, t.title, t.body, $1
    FROM ${from}, json_to_recordset($8::json) AS t("accountId" uuid, "institutionId" uuid, "authorityId" uuid, title text, body text)
  ), sent AS (
    INSERT INTO message (id, channel, recipient_sealed, subject, text_sealed, code_sealed, created_at, due_at)
    SELECT m.id, m.channel, m.recipient, m.subject, m.text, m.secret, $1, $1
    FROM ${from}, json_to_recordset($9::json) AS m(id uuid, channel text, recipient text, subject text, text text, secret text)
  ), answered AS (
    INSERT INTO idempotency (key, account_id, request, location, at) SELECT $10, $2, $11, $12, $1 FROM ${from} WHERE $10::text IS NOT NULL
  )`;
}

/** What an act is about that is no step of an application. */
export interface Subject {
  readonly type:
    | 'register_order'
    | 'register_entry'
    | 'application'
    | 'statutory_case'
    | 'time_round'
    | 'account'
    | 'account_recovery'
    | 'identity_dispute';
  readonly id: string;
  /** Null where the act moves nothing that counts its versions. */
  readonly version: number | null;
  /** The file the notices lead to, where there is one. */
  readonly applicationId: string | null;
}

const write = statement<
  { seq: number },
  readonly [...act: ActParams, type: string, id: string, version: number | null, applicationId: string | null]
>(
  'act.write',
  `WITH act AS (SELECT $13::text AS type, $14::text AS id, $15::integer AS version, $16::uuid AS file
  ), ${written({ from: 'act', subject: 'act.type, act.id, act.version', file: 'act.file, NULL' })}
  SELECT seq FROM booked`,
  { rows: [messagesSealed] },
);

/** Writes an act that is no step of an application (those are written with the step): ledger row, notices, outbox and answer in one statement. */
export function writeAct(act: Act, { type, id, version, applicationId }: Subject): Call {
  return call(write, ...actParams(act), type, id, version, applicationId);
}
