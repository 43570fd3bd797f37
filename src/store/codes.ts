import { statement } from './database.ts';

/** Codes sent by SMS (purpose `phone:…`, target the number) and picture codes (`captcha:…`, target their own id). */
export const insertCode = statement<
  { id: string },
  readonly [
    id: string,
    purpose: string,
    target: string,
    codeHash: Buffer,
    sessionHash: Buffer,
    createdAt: string,
    expiresAt: string,
  ]
>(
  'code.insert',
  `INSERT INTO one_time_code (id, purpose, target_index, code_hash, session_hash, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
  { indexes: [{ parameter: 3, purpose: 'codeTarget' }] },
);

/** Another picture for the same question; nothing once it has been answered or its time is over. */
export const redrawCode = statement<
  { purpose: string },
  readonly [id: string, sessionHash: Buffer, codeHash: Buffer, now: string, expiresAt: string]
>(
  'code.redraw',
  `UPDATE one_time_code SET code_hash = $3, expires_at = $5
   WHERE id = $1 AND session_hash = $2 AND purpose LIKE 'captcha:%' AND used_at IS NULL AND expires_at > $4 RETURNING purpose`,
);

/** Takes a picture code out of use, whatever was answered: one picture, one try. */
export const takePictureCode = statement<
  { codeHash: Buffer },
  readonly [id: string, purpose: string, sessionHash: Buffer, now: string]
>(
  'code.takePicture',
  `UPDATE one_time_code SET used_at = $4
   WHERE id = $1 AND purpose = $2 AND session_hash = $3 AND used_at IS NULL AND expires_at > $4 RETURNING code_hash AS "codeHash"`,
);

/** Uses up one of the five tries of the newest code; nothing when none may be tried any more. */
export const tryCode = statement<
  { id: string; codeHash: Buffer },
  readonly [sessionHash: Buffer, purpose: string, target: string, now: string]
>(
  'code.try',
  `UPDATE one_time_code SET tries_left = tries_left - 1
   WHERE id = (SELECT id FROM one_time_code WHERE session_hash = $1 AND purpose = $2 AND target_index = $3 ORDER BY created_at DESC LIMIT 1)
     AND used_at IS NULL AND tries_left > 0 AND expires_at > $4 RETURNING id, code_hash AS "codeHash"`,
  { indexes: [{ parameter: 3, purpose: 'codeTarget' }] },
);

export const useCode = statement<{ id: string }, readonly [id: string, now: string]>(
  'code.use',
  'UPDATE one_time_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL RETURNING id',
);

/** Senders to one number (of one account, from one network) wait for each other until their transactions end, so that a budget counts all of them. */
export const lockBudget = statement<{ locked: string }, readonly [subject: string]>(
  'code.lockBudget',
  `SELECT pg_advisory_xact_lock(hashtextextended('code ' || encode($1::bytea, 'hex'), 0))::text AS locked`,
  { indexes: [{ parameter: 1, purpose: 'codeTarget' }] },
);

export interface SentCodes {
  readonly last: string | null;
  readonly inHour: number;
  readonly inDay: number;
}

export const countSentCodes = statement<SentCodes, readonly [phone: string, hourAgo: string, dayAgo: string]>(
  'code.countSent',
  `SELECT max(created_at) AS last, count(*) FILTER (WHERE created_at > $2) AS "inHour", count(*) AS "inDay"
   FROM one_time_code WHERE target_index = $1 AND purpose LIKE 'phone:%' AND created_at > $3`,
  { indexes: [{ parameter: 1, purpose: 'codeTarget' }] },
);

/** A code of this question that has been answered rightly since a moment. */
export const findCodeUsed = statement<
  { id: string },
  readonly [sessionHash: Buffer, purpose: string, target: string, since: string]
>(
  'code.findUsed',
  'SELECT id FROM one_time_code WHERE session_hash = $1 AND purpose = $2 AND target_index = $3 AND used_at > $4 LIMIT 1',
  { indexes: [{ parameter: 3, purpose: 'codeTarget' }] },
);

/** One more code for the day of the whole site; nothing once the limit is reached. */
export const countForSite = statement<{ sent: number }, readonly [day: string, limit: number]>(
  'code.countForSite',
  `INSERT INTO code_day AS d (day, sent) SELECT $1, 1 WHERE $2::integer > 0
   ON CONFLICT (day) DO UPDATE SET sent = d.sent + 1 WHERE d.sent < $2::integer RETURNING sent`,
);

export const findSentOnDay = statement<{ sent: number }, readonly [day: string]>(
  'code.sentOnDay',
  'SELECT sent FROM code_day WHERE day = $1',
);
