import { statement } from './database.ts';

/** 找不到机构: what an applicant reported to the authority of the region, and what it answered. */
export interface MissingInstitution {
  readonly id: string;
  readonly applicant: string;
  readonly regionName: string;
  readonly name: string;
  readonly words: string;
  readonly state: 'open' | 'answered';
  readonly answer: string | null;
  readonly createdAt: string;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
}

/** Open reports first, the oldest on top; then the answered ones, the newest first. */
export const findMissingInstitutions = statement<MissingInstitution, readonly [authorityId: string]>(
  'missingInstitutionAnswers.ofAuthority',
  `SELECT m.id, c.name AS applicant, r.name AS "regionName", m.name, m.words, m.state, m.answer, m.created_at AS "createdAt",
     m.answered_at AS "answeredAt", o.name AS "answeredBy"
   FROM missing_institution m JOIN account c ON c.id = m.account_id JOIN region r ON r.code = m.region_code
   LEFT JOIN account o ON o.id = m.answered_by WHERE m.authority_id = $1
   ORDER BY m.state DESC, CASE WHEN m.state = 'open' THEN m.created_at END, m.answered_at DESC LIMIT 50`,
);

/** The answer, its notice to the applicant and its ledger row, only if it was still open. */
export const answerMissingInstitution = statement<
  { id: string },
  readonly [
    id: string,
    authorityId: string,
    answer: string,
    at: string,
    accountId: string,
    actorName: string,
    organisation: string,
  ]
>(
  'missingInstitutionAnswers.answer',
  `WITH answered AS (
    UPDATE missing_institution SET state = 'answered', answer = $3, answered_at = $4, answered_by = $5
    WHERE id = $1 AND authority_id = $2 AND state = 'open' RETURNING id, account_id, name
  ), told AS (
    INSERT INTO notice (account_id, title, body, at)
    SELECT account_id, '关于您报告的机构', '您报告的机构“' || name || '”:' || $7 || '答复:' || $3, $4 FROM answered
  ), booked AS (
    INSERT INTO ledger (at, account_id, actor_name, organisation, action, subject_type, subject_id)
    SELECT $4, $5, $6, $7, 'missingInstitutionAnswered', 'missing_institution', id::text FROM answered
  ) SELECT id FROM answered`,
);

/** How a report stands, for whoever came second. */
export const findMissingInstitution = statement<MissingInstitution, readonly [id: string, authorityId: string]>(
  'missingInstitutionAnswers.one',
  `SELECT m.id, c.name AS applicant, r.name AS "regionName", m.name, m.words, m.state, m.answer, m.created_at AS "createdAt",
     m.answered_at AS "answeredAt", o.name AS "answeredBy"
   FROM missing_institution m JOIN account c ON c.id = m.account_id JOIN region r ON r.code = m.region_code
   LEFT JOIN account o ON o.id = m.answered_by WHERE m.id = $1 AND m.authority_id = $2`,
);
