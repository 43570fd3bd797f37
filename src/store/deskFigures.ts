import { statement } from './database.ts';

export interface AuthorityFigures {
  readonly atAuthority: number;
  readonly accepted: number;
  readonly supplement: number;
  readonly atConsent: number;
  /** Due today or later, up to the given day. */
  readonly soon: number;
  readonly late: number;
  /** Left lying by an institution. */
  readonly escalated: number;
  /** How often this year it has asked for a supplement after the first of a file (行政许可法32: once, naming everything). */
  readonly askedAgain: number;
  /** Waiting for this authority's own consent. */
  readonly consents: number;
}

/** What lies on an authority's own desk. */
export const countAuthorityDesk = statement<
  AuthorityFigures,
  readonly [authorityId: string, today: string, soon: string]
>(
  'desk.authorityFigures',
  `SELECT count(*) FILTER (WHERE state = 'atAuthority') AS "atAuthority", count(*) FILTER (WHERE state = 'accepted') AS accepted,
     count(*) FILTER (WHERE state = 'supplement') AS supplement, count(*) FILTER (WHERE state = 'atConsent') AS "atConsent",
     count(*) FILTER (WHERE state IN ('atAuthority', 'accepted') AND due_on BETWEEN $2 AND $3) AS soon,
     count(*) FILTER (WHERE state IN ('atAuthority', 'accepted') AND due_on < $2) AS late,
     (SELECT count(*) FROM application e WHERE e.authority_id = $1 AND e.state = 'atInstitution' AND e.escalated_on IS NOT NULL) AS escalated,
     (SELECT count(*) FROM application g, jsonb_array_elements(g.pauses) WITH ORDINALITY AS p(pause, nth)
       WHERE g.authority_id = $1 AND jsonb_array_length(g.pauses) > 1 AND p.nth > 1
         AND (p.pause ->> 'from')::date >= date_trunc('year', $2::date)) AS "askedAgain",
     (SELECT count(*) FROM application c WHERE c.consent_authority_id = $1 AND c.state = 'atConsent') AS consents
   FROM application WHERE authority_id = $1 AND state IN ('atAuthority', 'accepted', 'supplement', 'atConsent')`,
);

export interface InstitutionFigures {
  readonly atInstitution: number;
  /** Of these, waiting longer than the institution should take. */
  readonly overdue: number;
  readonly underWay: number;
  readonly returned: number;
}

/** What lies on an institution's desk, and what it has passed or returned that is still open. */
export const countInstitutionDesk = statement<InstitutionFigures, readonly [institutionId: string, today: string]>(
  'desk.institutionFigures',
  `SELECT count(*) FILTER (WHERE state = 'atInstitution') AS "atInstitution",
     count(*) FILTER (WHERE state = 'atInstitution' AND due_on < $2) AS overdue,
     count(*) FILTER (WHERE passed_on IS NOT NULL) AS "underWay",
     count(*) FILTER (WHERE state = 'returned') AS returned
   FROM application WHERE institution_id = $1 AND submitted_on IS NOT NULL AND NOT is_over`,
);
