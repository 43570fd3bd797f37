import { statement } from './database.ts';

export interface OwnReport {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly words: string;
  readonly authority: string;
  readonly state: 'open' | 'answered';
  readonly answer: string | null;
  readonly createdAt: string;
  readonly answeredAt: string | null;
}

/** The authority that keeps the institutions of a region: its own, or the nearest one above it that registers. */
export const findRegisteringAuthority = statement<{ id: string; name: string }, readonly [regionCode: string]>(
  'missingInstitution.authority',
  `WITH RECURSIVE up AS (
     SELECT code, parent_code, 0 AS height FROM region WHERE code = $1
     UNION ALL SELECT r.code, r.parent_code, up.height + 1 FROM up JOIN region r ON r.code = up.parent_code
   )
   SELECT a.id, a.name FROM up JOIN authority a ON a.region_code = up.code AND a.registers ORDER BY up.height, a.code LIMIT 1`,
);

/** Nothing is written, and nothing returned, while the same person waits for an answer about the same name and region. */
export const insertReport = statement<
  { id: string },
  readonly [accountId: string, authorityId: string, regionCode: string, name: string, words: string, at: string]
>(
  'missingInstitution.insert',
  `INSERT INTO missing_institution (account_id, authority_id, region_code, name, words, state, created_at)
   SELECT $1, $2, $3, $4, $5, 'open', $6
   WHERE NOT EXISTS (SELECT FROM missing_institution m WHERE m.account_id = $1 AND m.region_code = $3 AND m.name = $4 AND m.state = 'open')
   RETURNING id`,
);

/** Reports of one account wait for each other, so that the same one sent twice is seen. */
export const lockReporter = statement<{ id: string }, readonly [accountId: string]>(
  'missingInstitution.lockReporter',
  'SELECT id FROM account WHERE id = $1 FOR NO KEY UPDATE',
);

export const tellAuthority = statement<
  { id: string },
  readonly [authorityId: string, title: string, body: string, at: string]
>('missingInstitution.tell', 'INSERT INTO notice (authority_id, title, body, at) VALUES ($1, $2, $3, $4) RETURNING id');

export const findOwnReports = statement<OwnReport, readonly [accountId: string]>(
  'missingInstitution.own',
  `SELECT m.id, m.name, concat(t.name, p.name, r.name) AS region, m.words, u.name AS authority, m.state, m.answer,
     m.created_at AS "createdAt", m.answered_at AS "answeredAt"
   FROM missing_institution m JOIN authority u ON u.id = m.authority_id JOIN region r ON r.code = m.region_code
   LEFT JOIN region p ON p.code = r.parent_code LEFT JOIN region t ON t.code = p.parent_code
   WHERE m.account_id = $1 ORDER BY m.created_at DESC LIMIT 20`,
);

export interface RegionLine {
  readonly code: string;
  readonly name: string;
}

export const findProvinces = statement<RegionLine>(
  'region.provinces',
  `SELECT code, name FROM region WHERE level = 'province' ORDER BY code`,
);

/** All places below a province, named from the prefecture down, counties after their prefecture. */
export const findPlaces = statement<RegionLine, readonly [provinceCode: string]>(
  'region.places',
  `SELECT r.code, CASE WHEN p.level = 'prefecture' THEN p.name || r.name ELSE r.name END AS name
   FROM region r JOIN region p ON p.code = r.parent_code
   WHERE left(r.code, 2) = left($1, 2) AND r.level <> 'province' ORDER BY r.code`,
);
