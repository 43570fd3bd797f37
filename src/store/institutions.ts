import { statement } from './database.ts';

/** An institution as an applicant chooses it; `region` names the places from the province down. */
export interface FoundInstitution {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly type: string;
  readonly number: string;
  /** Active, its licence not expired. */
  readonly takes: boolean;
}

const found = `SELECT i.id, i.name, l.region, i.type, i.number,
    (i.active AND (i.licence_valid_until IS NULL OR i.licence_valid_until >= $1)) AS takes
  FROM institution i
  JOIN region r ON r.code = i.region_code
  LEFT JOIN region m ON m.code = r.parent_code
  LEFT JOIN region t ON t.code = m.parent_code
  CROSS JOIN LATERAL (SELECT concat(t.name, m.name, r.name) AS region) l`;

/** Every word must stand in the name, in the region, or begin the number; what takes applications comes first. */
export const searchInstitutions = statement<FoundInstitution, readonly [today: string, words: readonly string[]]>(
  'institution.search',
  `${found}
   WHERE (SELECT bool_and(strpos(i.name, w) > 0 OR strpos(l.region, w) > 0 OR starts_with(upper(i.number), upper(w))) FROM unnest($2::text[]) w)
   ORDER BY takes DESC, i.name = ($2::text[])[1] DESC, starts_with(i.name, ($2::text[])[1]) DESC, i.name, i.id LIMIT 20`,
);

export const findInstitution = statement<FoundInstitution, readonly [today: string, id: string]>(
  'institution.find',
  `${found} WHERE i.id = $2`,
);
