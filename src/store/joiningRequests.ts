import { statement } from './database.ts';
import { opened } from './protection.ts';

export type JoiningState = 'open' | 'supplement' | 'approved' | 'refused';

export interface JoiningRow {
  readonly id: string;
  readonly receipt: string;
  readonly name: string;
  readonly number: string;
  readonly creditCode: string;
  readonly regionCode: string;
  readonly region: string;
  readonly authorityId: string;
  readonly authorityName: string;
  readonly authorityRegionCode: string;
  readonly headName: string;
  readonly contactName: string;
  /** '' once a refused request has served its time. */
  readonly contactPhone: string;
  readonly contactEmail: string | null;
  readonly scanKeys: readonly string[];
  readonly state: JoiningState;
  readonly askedWords: string | null;
  readonly askedBy: string | null;
  readonly askedAt: string | null;
  readonly supplementNote: string | null;
  readonly supplementedAt: string | null;
  readonly decisionWords: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly institutionId: string | null;
  readonly createdAt: string;
}

export const insertJoiningRequest = statement<
  { id: string },
  readonly [
    id: string,
    receipt: string,
    name: string,
    number: string,
    creditCode: string,
    regionCode: string,
    authorityId: string,
    headName: string,
    contactName: string,
    contactPhone: string,
    contactEmail: string | null,
    scanKeys: readonly string[],
    noticeVersion: string,
    noticeReadAt: string,
    at: string,
  ]
>(
  'joining.insert',
  `INSERT INTO joining_request (id, receipt, name, number, credit_code, region_code, authority_id, head_name, contact_name,
     contact_phone_sealed, contact_phone_index, contact_email_sealed, scan_keys, notice_version, notice_read_at, state, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $16, $11, $12, $13, $14, 'open', $15) RETURNING id`,
  {
    seals: [
      { parameter: 10, column: 'joining_request.contact_phone', row: '$1', index: { parameter: 16, purpose: 'phone' } },
      { parameter: 11, column: 'joining_request.contact_email', row: '$1' },
    ],
  },
);

const selected = `SELECT j.id, j.receipt, j.name, j.number, j.credit_code AS "creditCode", j.region_code AS "regionCode",
    concat(t.name, p.name, r.name) AS region, j.authority_id AS "authorityId", u.name AS "authorityName",
    u.region_code AS "authorityRegionCode", j.head_name AS "headName", j.contact_name AS "contactName",
    coalesce(${opened('j', 'joining_request.contact_phone')}, '') AS "contactPhone", ${opened('j', 'joining_request.contact_email')} AS "contactEmail", j.scan_keys AS "scanKeys", j.state, j.asked_words AS "askedWords", ab.name AS "askedBy",
    j.asked_at AS "askedAt", j.supplement_note AS "supplementNote", j.supplemented_at AS "supplementedAt",
    j.decision_words AS "decisionWords", db.name AS "decidedBy", j.decided_at AS "decidedAt",
    j.institution_id AS "institutionId", j.created_at AS "createdAt"
  FROM joining_request j JOIN authority u ON u.id = j.authority_id JOIN region r ON r.code = j.region_code
  LEFT JOIN region p ON p.code = r.parent_code LEFT JOIN region t ON t.code = p.parent_code
  LEFT JOIN account ab ON ab.id = j.asked_by LEFT JOIN account db ON db.id = j.decided_by`;
const inScope = `(u.path = $1 OR u.path LIKE $1 || '/%')`;

/** Of an authority and those below it: what waits for a decision first, the oldest on top; then the newest decided. */
export const listJoiningRows = statement<JoiningRow, readonly [path: string]>(
  'joining.list',
  `${selected} WHERE ${inScope} ORDER BY j.state IN ('approved', 'refused'), j.state = 'supplement',
     CASE WHEN j.decided_at IS NULL THEN j.created_at END, j.decided_at DESC LIMIT 100`,
);

export const findJoiningRow = statement<JoiningRow, readonly [path: string, id: string]>(
  'joining.find',
  `${selected} WHERE ${inScope} AND j.id = $2`,
);

/** For a decision: held until the transaction ends. */
export const lockJoiningRow = statement<JoiningRow, readonly [path: string, id: string]>(
  'joining.lock',
  `${selected} WHERE ${inScope} AND j.id = $2 FOR UPDATE OF j`,
);

/** By what its contact holds: the receipt and the phone. */
export const findByReceipt = statement<{ id: string }, readonly [receipt: string, phone: string]>(
  'joining.byReceipt',
  'SELECT id FROM joining_request WHERE receipt = $1 AND contact_phone_index = $2',
  { indexes: [{ parameter: 2, purpose: 'phone' }] },
);

export const findFollowed = statement<JoiningRow, readonly [id: string]>(
  'joining.followed',
  `${selected} WHERE j.id = $1`,
);

export const lockFollowed = statement<JoiningRow, readonly [id: string]>(
  'joining.lockFollowed',
  `${selected} WHERE j.id = $1 FOR UPDATE OF j`,
);

export const askJoiningRow = statement<{ id: string }, readonly [id: string, words: string, by: string, at: string]>(
  'joining.ask',
  `UPDATE joining_request SET state = 'supplement', asked_words = $2, asked_by = $3, asked_at = $4
   WHERE id = $1 AND state = 'open' AND asked_at IS NULL RETURNING id`,
);

export const supplementJoiningRow = statement<
  { id: string },
  readonly [id: string, note: string, scanKeys: readonly string[], at: string]
>(
  'joining.supplement',
  `UPDATE joining_request SET state = 'open', supplement_note = $2, scan_keys = scan_keys || $3::text[], supplemented_at = $4
   WHERE id = $1 AND state = 'supplement' RETURNING id`,
);

export const decideJoiningRow = statement<
  { id: string },
  readonly [
    id: string,
    state: 'approved' | 'refused',
    words: string,
    by: string,
    at: string,
    institutionId: string | null,
  ]
>(
  'joining.decide',
  `UPDATE joining_request SET state = $2, decision_words = $3, decided_by = $4, decided_at = $5, institution_id = $6
   WHERE id = $1 AND state IN ('open', 'supplement') RETURNING id`,
);
