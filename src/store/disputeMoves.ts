import type { DisputeOutcome } from '../domain/access/dispute.ts';
import { statement } from './database.ts';
import type { DisputeRow } from './disputes.ts';
import { type Call, call } from './transaction.ts';

export interface Mover {
  readonly accountId: string;
  readonly name: string;
}

const propose = statement<
  { moved: number },
  readonly [
    id: string,
    version: number,
    outcome: DisputeOutcome,
    reason: string,
    by: string,
    byName: string,
    at: string,
  ]
>(
  'dispute.propose',
  `WITH moved AS (UPDATE identity_dispute SET state = 'proposed', version = version + 1, outcome = $3, reason = $4, proposed_by = $5,
     proposed_by_name = $6, proposed_at = $7 WHERE id = $1 AND version = $2 AND state = 'open' RETURNING id)
   SELECT moved_one(count(*)) AS moved FROM moved`,
);

export function proposeOutcome(
  { id, version }: DisputeRow,
  outcome: DisputeOutcome,
  reason: string,
  by: Mover,
  at: string,
): Call {
  return call(propose, id, version, outcome, reason, by.accountId, by.name, at);
}

const decide = statement<
  { moved: number },
  readonly [id: string, version: number, by: string, byName: string, at: string]
>(
  'dispute.decide',
  `WITH moved AS (UPDATE identity_dispute SET state = 'decided', version = version + 1, decided_by = $3, decided_by_name = $4, decided_at = $5
     WHERE id = $1 AND version = $2 AND state = 'proposed' RETURNING id)
   SELECT moved_one(count(*)) AS moved FROM moved`,
);

export function decideOutcome({ id, version }: DisputeRow, by: Mover, at: string): Call {
  return call(decide, id, version, by.accountId, by.name, at);
}

const reopen = statement<{ moved: number }, readonly [id: string, version: number]>(
  'dispute.reopen',
  `WITH moved AS (UPDATE identity_dispute SET state = 'open', version = version + 1, outcome = NULL
     WHERE id = $1 AND version = $2 AND state = 'proposed' RETURNING id)
   SELECT moved_one(count(*)) AS moved FROM moved`,
);

/** 不予确认: open again, for another proposal. */
export function reopenDispute({ id, version }: DisputeRow): Call {
  return call(reopen, id, version);
}

/** The account may be used again. */
export const unfreezeAccount = statement<{ id: string }, readonly [accountId: string, disputeId: string]>(
  'dispute.unfreeze',
  'UPDATE account SET frozen_by = NULL WHERE id = $1 AND frozen_by = $2 RETURNING id',
);

/** The account is closed for this identity: its claim, its ID number and its phone are free. */
export const closeAccount = statement<{ id: string }, readonly [accountId: string, disputeId: string]>(
  'dispute.closeAccount',
  'UPDATE account SET active = false, frozen_by = NULL WHERE id = $1 AND frozen_by = $2 RETURNING id',
);

/** What was under way at a counter about an account that is closed. */
export const closeRecoveriesOf = statement<{ id: string }, readonly [accountId: string, at: string]>(
  'dispute.closeRecoveries',
  `UPDATE account_recovery SET state = 'lapsed', version = version + 1, ended_at = $2, end_words = '账号已因身份异议关闭'
   WHERE account_id = $1 AND state IN ('started', 'confirmed', 'ready') RETURNING id`,
);

export interface OpenFile {
  readonly number: string;
  readonly institutionId: string | null;
  readonly authorityId: string | null;
}

/** Files of an account that lie with a desk: the institution once submitted, the authority once passed on. */
export const findOpenFilesOf = statement<OpenFile, readonly [accountId: string]>(
  'dispute.openFiles',
  `SELECT number, institution_id AS "institutionId", CASE WHEN passed_on IS NOT NULL OR escalated_on IS NOT NULL THEN authority_id END AS "authorityId"
   FROM application WHERE account_id = $1 AND NOT is_over AND submitted_on IS NOT NULL AND number IS NOT NULL ORDER BY number`,
);
