import type { DisputeOutcome, DisputeSide, DisputeState } from '../domain/access/dispute.ts';
import type { IdType } from '../domain/fields/identity.ts';
import { statement } from './database.ts';
import { opened } from './protection.ts';

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
       AND ((a.qualification_id = q.id AND a.activated_at IS NOT NULL) OR (a.id_number_index = p.id_number_index AND a.id_type = p.id_type))
     ORDER BY a.qualification_id = q.id AND a.activated_at IS NOT NULL DESC NULLS LAST LIMIT 1) c ON true
   WHERE q.certificate_no_index = $1 AND p.name = $2 AND p.id_type = $3 AND p.id_number_index = $4
     AND NOT EXISTS (SELECT FROM identity_dispute d WHERE d.qualification_id = q.id
       AND (d.state <> 'decided' OR (d.outcome <> 'claimant' AND d.decided_at > $5)))`,
  {
    indexes: [
      { parameter: 1, purpose: 'certificateNo' },
      { parameter: 4, purpose: 'idNumber' },
    ],
  },
);

export const insertDispute = statement<
  { id: string },
  readonly [id: string, qualificationId: string, accountId: string, authorityId: string, phone: string, at: string]
>(
  'dispute.insert',
  `INSERT INTO identity_dispute (id, qualification_id, account_id, authority_id, phone_sealed, state, opened_at)
   VALUES ($1, $2, $3, $4, $5, 'open', $6) RETURNING id`,
  { seals: [{ parameter: 5, column: 'identity_dispute.phone', row: '$1' }] },
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
    ${opened('p', 'physician.id_number')} AS "idNumber", ${opened('q', 'qualification.certificate_no')} AS "certificateNo",
    ${opened('d', 'identity_dispute.phone')} AS phone, d.state, d.outcome, d.version, d.reason, d.opened_at AS "openedAt",
    d.proposed_by AS "proposedBy", d.proposed_by_name AS "proposedByName", d.decided_by_name AS "decidedByName", d.decided_at AS "decidedAt",
    c.login_name AS "loginName", c.name AS "accountName", ${opened('c', 'account.phone')} AS "accountPhone", c.created_at AS "accountCreatedAt", c.activated_at AS "activatedAt"
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
  `SELECT s.side, s.round, s.question, s.asked_by_name AS "askedByName", ${opened('s', 'dispute_statement.words')} AS words,
     s.answered_at AS "answeredAt" FROM dispute_statement s WHERE s.dispute_id = $1 ORDER BY s.round, s.side DESC`,
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
  `INSERT INTO dispute_statement (dispute_id, side, round, question, asked_by_name, asked_at, token_hash, words_sealed, answered_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $8::sealed IS NOT NULL THEN $6::timestamptz END) ON CONFLICT DO NOTHING RETURNING side`,
  { seals: [{ parameter: 8, column: 'dispute_statement.words', row: '$1/$2/$3' }] },
);

/** The first round in which a side has something to answer. */
export const findOpenRound = statement<{ round: number }, readonly [disputeId: string, side: DisputeSide]>(
  'dispute.openRound',
  'SELECT round FROM dispute_statement WHERE dispute_id = $1 AND side = $2 AND words_sealed IS NULL ORDER BY round LIMIT 1',
);

/** Answered once, while the dispute is open. */
export const answerStatement = statement<
  { round: number },
  readonly [disputeId: string, side: DisputeSide, round: number, words: string, at: string]
>(
  'dispute.answer',
  `UPDATE dispute_statement s SET words_sealed = $4, answered_at = $5 FROM identity_dispute d
   WHERE s.dispute_id = $1 AND s.side = $2 AND s.round = $3 AND s.words_sealed IS NULL AND d.id = s.dispute_id AND d.state <> 'decided'
   RETURNING s.round`,
  { seals: [{ parameter: 4, column: 'dispute_statement.words', row: '$1/$2/$3' }] },
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
