import type { LiveView } from '../domain/issuing/liveView.ts';
import { statement } from './database.ts';

/** A share link as its holder sees it. */
export interface ShareRow {
  readonly id: string;
  readonly entryId: string;
  readonly view: LiveView;
  readonly note: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly stoppedAt: string | null;
  readonly opened: number;
  readonly lastOpenedAt: string | null;
}

const columns = `s.id, s.entry_id AS "entryId", s.view, s.note, s.created_at AS "createdAt", s.expires_at AS "expiresAt", s.stopped_at AS "stoppedAt",
  s.opened, s.last_opened_at AS "lastOpenedAt"`;

/** The newest first. */
export const findShares = statement<ShareRow, readonly [accountId: string, entryId: string]>(
  'share.ofEntry',
  `SELECT ${columns} FROM licence_share s WHERE s.account_id = $1 AND s.entry_id = $2 ORDER BY s.created_at DESC, s.id LIMIT 100`,
);

export const findShare = statement<ShareRow, readonly [accountId: string, id: string]>(
  'share.own',
  `SELECT ${columns} FROM licence_share s WHERE s.account_id = $1 AND s.id = $2`,
);

/** Links that work now, and those made since a moment: both are limited. */
export const countShares = statement<
  { open: number; made: number },
  readonly [accountId: string, now: string, since: string]
>(
  'share.count',
  `SELECT count(*) FILTER (WHERE stopped_at IS NULL AND expires_at > $2) AS open, count(*) FILTER (WHERE created_at > $3) AS made
   FROM licence_share WHERE account_id = $1`,
);

/** Nothing when there is one under this id already, or the account is frozen. */
export const insertShare = statement<
  { id: string },
  readonly [
    id: string,
    entryId: string,
    accountId: string,
    tokenHash: Buffer,
    view: LiveView,
    note: string,
    createdAt: string,
    expiresAt: string,
  ]
>(
  'share.insert',
  `INSERT INTO licence_share (id, entry_id, account_id, token_hash, view, note, created_at, expires_at)
   SELECT $1, $2, c.id, $4, $5, $6, $7, $8 FROM account c WHERE c.id = $3 AND c.active AND c.frozen_by IS NULL
   ON CONFLICT (id) DO NOTHING RETURNING id`,
);

export const stopShare = statement<{ id: string }, readonly [accountId: string, id: string, at: string]>(
  'share.stop',
  'UPDATE licence_share SET stopped_at = $3 WHERE account_id = $1 AND id = $2 AND stopped_at IS NULL RETURNING id',
);

/** What a link is about, for whoever has it. */
export interface FoundShare {
  readonly id: string;
  readonly entryId: string;
  readonly accountId: string;
  readonly view: LiveView;
  readonly expiresAt: string;
  readonly stoppedAt: string | null;
  /** The account of its holder is frozen, closed, or no longer theirs. */
  readonly held: boolean;
}

export const findShareByToken = statement<FoundShare, readonly [tokenHash: Buffer]>(
  'share.byToken',
  `SELECT s.id, s.entry_id AS "entryId", s.account_id AS "accountId", s.view, s.expires_at AS "expiresAt", s.stopped_at AS "stoppedAt",
     NOT c.active OR c.frozen_by IS NOT NULL OR c.physician_id IS DISTINCT FROM e.physician_id AS held
   FROM licence_share s JOIN account c ON c.id = s.account_id JOIN register_entry e ON e.id = s.entry_id WHERE s.token_hash = $1`,
);

/** Counts one opening; nothing when it was counted before or the link has ended meanwhile. */
export const openShare = statement<
  { id: string },
  readonly [shareId: string, openingId: string, at: string, network: string]
>(
  'share.open',
  `WITH noted AS (
     INSERT INTO licence_share_opening (id, share_id, at, network)
     SELECT $2, s.id, $3, $4 FROM licence_share s WHERE s.id = $1 AND s.stopped_at IS NULL AND s.expires_at > $3
     ON CONFLICT (id) DO NOTHING RETURNING share_id
   )
   UPDATE licence_share SET opened = opened + 1, last_opened_at = $3 FROM noted WHERE licence_share.id = noted.share_id RETURNING licence_share.id`,
);

export interface ShareOpening {
  readonly id: string;
  readonly at: string;
  readonly network: string;
}

export const findOpening = statement<ShareOpening, readonly [shareId: string, id: string]>(
  'share.opening',
  'SELECT id, at, network FROM licence_share_opening WHERE share_id = $1 AND id = $2',
);

/** The newest first, as many as a person reads. */
export const findOpenings = statement<ShareOpening, readonly [shareId: string]>(
  'share.openings',
  'SELECT id, at, network FROM licence_share_opening WHERE share_id = $1 ORDER BY at DESC, id LIMIT 50',
);
