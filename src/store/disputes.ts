import type { DisputeOutcome, DisputeSide, DisputeState } from '../domain/access/dispute.ts';
import type { IdType } from '../domain/fields/identity.ts';
import { statement } from './database.ts';

/** Whom a dispute is about: the qualification as the roster has it, the account that holds it, who decides. */
export interface Disputed {
  readonly qualificationId: string;
  readonly accountId: string;
  readonly authorityId: string | null;
}

/**
 * Only for the exact triple of the roster, while an account holds the identity, no dispute about it is open, and none has
 * been decided against a claimant since a moment.
 */
export const findDisputed = statement<
  Disputed,
  readonly [certificateNo: string, name: string, idType: IdType, idNumber: string, quietSince: string]
>(
  'dispute.findDisputed',
  `SELECT q.id AS "qualificationId", c.id AS "accountId",
     (SELECT u.id FROM authority u WHERE u.region_code = q.province_code AND (u.consolidates OR u.consents)
      ORDER BY u.consolidates DESC, u.code LIMIT 1) AS "authorityId"
   FROM qualification q JOIN physician p ON p.id = q.physician_id
   JOIN LATERAL (SELECT a.id FROM account a WHERE a."end" = 'person' AND a.active
       AND ((a.qualification_id = q.id AND a.activated_at IS NOT NULL) OR (a.id_number = p.id_number AND a.id_type = p.id_type))
     ORDER BY a.qualification_id = q.id AND a.activated_at IS NOT NULL DESC NULLS LAST LIMIT 1) c ON true
   WHERE q.certificate_no = $1 AND p.name = $2 AND p.id_type = $3 AND p.id_number = $4
     AND NOT EXISTS (SELECT FROM identity_dispute d WHERE d.qualification_id = q.id
       AND (d.state <> 'decided' OR (d.outcome <> 'claimant' AND d.decided_at > $5)))`,
);

export const insertDispute = statement<
  { id: string },
  readonly [id: string, qualificationId: string, accountId: string, authorityId: string, phone: string, at: string]
>(
  'dispute.insert',
  `INSERT INTO identity_dispute (id, qualification_id, account_id, authority_id, phone, state, opened_at)
   VALUES ($1, $2, $3, $4, $5, 'open', $6) RETURNING id`,
);

export const freezeAccount = statement<{ id: string }, readonly [accountId: string, disputeId: string]>(
  'dispute.freeze',
  'UPDATE account SET frozen_by = $2 WHERE id = $1 AND active AND frozen_by IS NULL RETURNING id',
);

export interface DisputeRow {
  readonly id: string;
  readonly accountId: string;
  readonly authorityId: string;
  readonly authority: string;
  readonly physicianId: string;
  /** As the roster has them, and as the claimant has typed them. */
  readonly name: string;
  readonly idNumber: string;
  readonly certificateNo: string;
  readonly phone: string;
  readonly state: DisputeState;
  readonly outcome: DisputeOutcome | null;
  readonly version: number;
  readonly reason: string;
  readonly openedAt: string;
  readonly proposedBy: string | null;
  readonly proposedByName: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: string | null;
  readonly loginName: string;
  readonly accountName: string;
  readonly accountPhone: string | null;
  readonly accountCreatedAt: string;
  readonly activatedAt: string | null;
}

const row = `SELECT d.id, d.account_id AS "accountId", d.authority_id AS "authorityId", u.name AS authority, p.id AS "physicianId", p.name,
    p.id_number AS "idNumber", q.certificate_no AS "certificateNo", d.phone, d.state, d.outcome, d.version, d.reason, d.opened_at AS "openedAt",
    d.proposed_by AS "proposedBy", d.proposed_by_name AS "proposedByName", d.decided_by_name AS "decidedByName", d.decided_at AS "decidedAt",
    c.login_name AS "loginName", c.name AS "accountName", c.phone AS "accountPhone", c.created_at AS "accountCreatedAt", c.activated_at AS "activatedAt"
  FROM identity_dispute d JOIN qualification q ON q.id = d.qualification_id JOIN physician p ON p.id = q.physician_id
  JOIN authority u ON u.id = d.authority_id JOIN account c ON c.id = d.account_id`;

/** Of the deciding authority and of no other; what waits for somebody first. */
export const listDisputes = statement<DisputeRow, readonly [authorityId: string, limit: number]>(
  'dispute.list',
  `${row} WHERE d.authority_id = $1 ORDER BY d.state = 'decided', d.opened_at, d.id LIMIT $2`,
);

export const findDispute = statement<DisputeRow, readonly [authorityId: string, id: string]>(
  'dispute.one',
  `${row} WHERE d.authority_id = $1 AND d.id = $2`,
);

export const lockDispute = statement<DisputeRow, readonly [authorityId: string, id: string]>(
  'dispute.lock',
  `${row} WHERE d.authority_id = $1 AND d.id = $2 FOR UPDATE OF d`,
);

/** The last about an account, for its owner. */
export const findDisputeOfAccount = statement<DisputeRow, readonly [accountId: string]>(
  'dispute.ofAccount',
  `${row} WHERE d.account_id = $1 ORDER BY d.opened_at DESC LIMIT 1`,
);

/** By the token of the link sent to the claimant. */
export const findDisputeByToken = statement<DisputeRow, readonly [tokenHash: Buffer]>(
  'dispute.byToken',
  `${row} JOIN dispute_statement s ON s.dispute_id = d.id WHERE s.token_hash = $1`,
);

export interface StatementRow {
  readonly side: DisputeSide;
  readonly round: number;
  readonly question: string;
  readonly askedByName: string;
  readonly words: string | null;
  readonly answeredAt: string | null;
}

export const listStatements = statement<StatementRow, readonly [disputeId: string]>(
  'dispute.statements',
  `SELECT side, round, question, asked_by_name AS "askedByName", words, answered_at AS "answeredAt" FROM dispute_statement
   WHERE dispute_id = $1 ORDER BY round, side DESC`,
);

/** One row for each side and round; nothing when that side has been asked in that round before. */
export const insertStatement = statement<
  { side: DisputeSide },
  readonly [
    disputeId: string,
    side: DisputeSide,
    round: number,
    question: string,
    askedByName: string,
    at: string,
    tokenHash: Buffer | null,
    words: string | null,
  ]
>(
  'dispute.insertStatement',
  `INSERT INTO dispute_statement (dispute_id, side, round, question, asked_by_name, asked_at, token_hash, words, answered_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $8::text IS NOT NULL THEN $6::timestamptz END) ON CONFLICT DO NOTHING RETURNING side`,
);

/** The first of a side that has not been answered, answered once, while the dispute is open. */
export const answerStatement = statement<
  { round: number },
  readonly [disputeId: string, side: DisputeSide, words: string, at: string]
>(
  'dispute.answer',
  `UPDATE dispute_statement s SET words = $3, answered_at = $4 FROM identity_dispute d
   WHERE s.dispute_id = $1 AND s.side = $2 AND s.words IS NULL AND d.id = s.dispute_id AND d.state <> 'decided'
     AND s.round = (SELECT min(t.round) FROM dispute_statement t WHERE t.dispute_id = $1 AND t.side = $2 AND t.words IS NULL)
   RETURNING s.round`,
);

export const insertEvidence = statement<
  { id: string },
  readonly [id: string, disputeId: string, side: DisputeSide, round: number, key: string, at: string]
>(
  'dispute.insertEvidence',
  'INSERT INTO dispute_evidence (id, dispute_id, side, round, key, created_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
);

export interface EvidenceRow {
  readonly id: string;
  readonly side: DisputeSide;
  readonly round: number;
}

export const listEvidence = statement<EvidenceRow, readonly [disputeId: string]>(
  'dispute.evidence',
  'SELECT id, side, round FROM dispute_evidence WHERE dispute_id = $1 ORDER BY round, side, created_at, id',
);

export const findEvidence = statement<
  { key: string; physicianId: string },
  readonly [authorityId: string, disputeId: string, id: string]
>(
  'dispute.oneEvidence',
  `SELECT e.key, q.physician_id AS "physicianId" FROM dispute_evidence e JOIN identity_dispute d ON d.id = e.dispute_id
   JOIN qualification q ON q.id = d.qualification_id WHERE d.authority_id = $1 AND d.id = $2 AND e.id = $3`,
);
