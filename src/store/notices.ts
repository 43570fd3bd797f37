import { statement } from './database.ts';

export interface OwnNotice {
  readonly id: string;
  readonly applicationId: string | null;
  readonly title: string;
  readonly body: string;
  readonly at: string;
  readonly readAt: string | null;
}

/** Newest first, one more than a page shows. */
export const findOwnNotices = statement<OwnNotice, readonly [accountId: string, before: string, limit: number]>(
  'notice.own',
  `SELECT id, application_id AS "applicationId", title, body, at, read_at AS "readAt" FROM notice
   WHERE account_id = $1 AND at < $2 ORDER BY at DESC, id LIMIT $3`,
);

export const markOwnNoticesRead = statement<{ id: string }, readonly [accountId: string, at: string]>(
  'notice.markOwnRead',
  'UPDATE notice SET read_at = $2 WHERE account_id = $1 AND read_at IS NULL AND at <= $2 RETURNING id',
);

/** How a person stands, for the first page: identity proven or not, notices not yet read. */
export const findStanding = statement<{ identityVerified: boolean; unread: number }, readonly [accountId: string]>(
  'notice.standing',
  `SELECT c.identity_verified_at IS NOT NULL AS "identityVerified",
     (SELECT count(*) FROM notice n WHERE n.account_id = c.id AND n.read_at IS NULL) AS unread
   FROM account c WHERE c.id = $1`,
);
