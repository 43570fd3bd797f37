import { statement } from './database.ts';

export interface UnsentMessage {
  readonly id: string;
  readonly channel: 'sms' | 'mail';
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly code: string | null;
  readonly at: string;
}

/** Messages of a job that have not gone out, each held by this transaction so that no second worker sends it too. */
export const claimMessages = statement<UnsentMessage, readonly [ids: readonly string[]]>(
  'message.claim',
  `SELECT id, channel, recipient, subject, text, code, created_at AS at FROM message
   WHERE id = ANY ($1::uuid[]) AND sent_at IS NULL ORDER BY created_at FOR UPDATE SKIP LOCKED`,
);

/** The code itself is not kept once it has gone out. */
export const markSent = statement<{ id: string }, readonly [id: string, providerId: string, at: string]>(
  'message.markSent',
  'UPDATE message SET sent_at = $3, provider_id = $2, code = NULL WHERE id = $1 RETURNING id',
);

export const insertMessage = statement<
  { job: string },
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
  `WITH m AS (
    INSERT INTO message (id, channel, recipient, subject, text, code, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
  ) SELECT (graphile_worker.add_job('sendMessages', json_build_object('ids', json_build_array(id)))).id::text AS job FROM m`,
);
