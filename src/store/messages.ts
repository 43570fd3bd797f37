import { statement } from './database.ts';
import { opened } from './protection.ts';

export interface UnsentMessage {
  readonly id: string;
  readonly channel: 'sms' | 'mail';
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly code: string | null;
  readonly at: string;
  /** How often sending has failed. */
  readonly tries: number;
}

/** Messages whose time has come, each held by this transaction so that no other instance sends it too. */
export const claimDue = statement<UnsentMessage, readonly [now: string, most: number]>(
  'message.claimDue',
  `SELECT m.id, m.channel, ${opened('m', 'message.recipient')} AS recipient, m.subject, ${opened('m', 'message.text')} AS text,
     ${opened('m', 'message.code')} AS code, m.created_at AS at, m.tries
   FROM message m WHERE m.due_at <= $1 ORDER BY m.due_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
);

/** They have gone out; the code itself is not kept. */
export const markSent = statement<
  { id: string },
  readonly [ids: readonly string[], providerIds: readonly string[], at: string]
>(
  'message.markSent',
  `UPDATE message m SET sent_at = $3, provider_id = s.provider_id, due_at = NULL, code_sealed = NULL
   FROM unnest($1::uuid[], $2::text[]) AS s(id, provider_id) WHERE m.id = s.id RETURNING m.id`,
  { keeps: ['message.code'] },
);

/** They have not gone out: tried again at that time, or never (null). */
export const markFailed = statement<
  { id: string },
  readonly [ids: readonly string[], dueAts: readonly (string | null)[]]
>(
  'message.markFailed',
  `UPDATE message m SET tries = tries + 1, due_at = f.due_at, code_sealed = CASE WHEN f.due_at IS NOT NULL THEN code_sealed END
   FROM unnest($1::uuid[], $2::timestamptz[]) AS f(id, due_at) WHERE m.id = f.id RETURNING m.id`,
  { keeps: ['message.code'] },
);

export const insertMessage = statement<
  { id: string },
  readonly [
    id: string,
    channel: string,
    recipient: string,
    subject: string,
    text: string,
    code: string | null,
    at: string,
  ]
>(
  'message.insert',
  `INSERT INTO message (id, channel, recipient_sealed, subject, text_sealed, code_sealed, created_at, due_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $7) RETURNING id`,
  {
    seals: [
      { parameter: 3, column: 'message.recipient', row: '$1' },
      { parameter: 5, column: 'message.text', row: '$1' },
      { parameter: 6, column: 'message.code', row: '$1' },
    ],
  },
);
