import { statement } from './database.ts';
import { type Reading, readerColumns, readerValues } from './ledger.ts';
import { opened } from './protection.ts';

export interface CorrectionAuthority {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** Who keeps the roster of a province: the one that consolidates, else the one that consents. */
export const findCorrectionAuthority = statement<CorrectionAuthority, readonly [provinceCode: string]>(
  'correction.authority',
  `SELECT id, name, path FROM authority WHERE region_code = $1 AND (consolidates OR consents)
   ORDER BY consolidates DESC, code LIMIT 1`,
);

export const findProvinces = statement<{ code: string; name: string }>(
  'correction.provinces',
  `SELECT code, name FROM region WHERE level = 'province' ORDER BY code`,
);

export const insertCorrection = statement<
  { id: string },
  readonly [
    id: string,
    accountId: string,
    authorityId: string,
    provinceCode: string,
    certificateNo: string,
    words: string,
    at: string,
  ]
>(
  'correction.insert',
  `INSERT INTO correction_request (id, account_id, authority_id, province_code, certificate_no_sealed, words_sealed, state, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, 'open', $7) RETURNING id`,
  {
    seals: [
      { parameter: 5, column: 'correction_request.certificate_no', row: '$1' },
      { parameter: 6, column: 'correction_request.words', row: '$1' },
    ],
  },
);

export interface OwnCorrection {
  readonly id: string;
  readonly state: 'open' | 'answered';
  readonly provinceName: string;
  readonly authorityName: string;
  readonly certificateNo: string;
  readonly words: string;
  readonly answer: string | null;
  readonly createdAt: string;
  readonly answeredAt: string | null;
}

const ownColumns = `c.id, c.state, r.name AS "provinceName", u.name AS "authorityName", ${opened('c', 'correction_request.certificate_no')} AS "certificateNo",
  ${opened('c', 'correction_request.words')} AS words, ${opened('c', 'correction_request.answer')} AS answer, c.created_at AS "createdAt", c.answered_at AS "answeredAt"`;
const joined = `correction_request c JOIN authority u ON u.id = c.authority_id JOIN region r ON r.code = c.province_code`;

export const listOwnCorrections = statement<OwnCorrection, readonly [accountId: string]>(
  'correction.own',
  `SELECT ${ownColumns} FROM ${joined} WHERE c.account_id = $1 ORDER BY c.created_at DESC LIMIT 20`,
);

export interface CorrectionRow extends OwnCorrection {
  readonly accountId: string;
  readonly authorityId: string;
  readonly answeredBy: string | null;
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly phone: string | null;
  readonly phoneVerified: boolean;
  readonly email: string | null;
  readonly physicianId: string | null;
}

/** Of an authority and of those below it: `$1` is its path. */
const inScope = `SELECT ${ownColumns}, c.account_id AS "accountId", c.authority_id AS "authorityId",
    s.name AS "answeredBy", a.name, a.id_type AS "idType", ${opened('a', 'account.id_number')} AS "idNumber", ${opened('a', 'account.phone')} AS phone,
    a.phone_verified_at IS NOT NULL AS "phoneVerified", ${opened('a', 'account.email')} AS email, a.physician_id AS "physicianId"
  FROM ${joined} JOIN account a ON a.id = c.account_id LEFT JOIN account s ON s.id = c.answered_by
  WHERE (u.path = $1 OR u.path LIKE $1 || '/%')`;

/** Open ones first, the oldest of them on top; then what was answered last. */
export const listCorrections = statement<CorrectionRow, readonly [path: string]>(
  'correction.list',
  `${inScope} ORDER BY c.state = 'answered', CASE WHEN c.state = 'open' THEN c.created_at END, c.answered_at DESC LIMIT 100`,
);

export const findCorrection = statement<CorrectionRow, readonly [path: string, id: string]>(
  'correction.find',
  `${inScope} AND c.id = $2`,
);

/** Moves once: the second of two officers gets no row. */
export const answerCorrectionRow = statement<
  { id: string },
  readonly [id: string, authorityId: string, answer: string, answeredBy: string, at: string]
>(
  'correction.answer',
  `UPDATE correction_request SET state = 'answered', answer_sealed = $3, answered_by = $4, answered_at = $5
   WHERE id = $1 AND authority_id = $2 AND state = 'open' RETURNING id`,
  { seals: [{ parameter: 3, column: 'correction_request.answer', row: '$1' }] },
);

/** One row of the reading log for each request on a list, written before the list is answered. */
export const recordListRead = statement<{ id: number }, readonly [...reading: Reading, ids: readonly string[]]>(
  'correction.recordListRead',
  `INSERT INTO read_log (at, account_id, actor_name, organisation, what, physician_id, subject_id, ${readerColumns})
   SELECT $1, $2, $3, $4, $5, a.physician_id, c.id::text, ${readerValues}
   FROM correction_request c JOIN account a ON a.id = c.account_id WHERE c.id = ANY ($6::uuid[]) RETURNING id`,
);
