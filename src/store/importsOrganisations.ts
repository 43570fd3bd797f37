import type { AuthorityFound } from '../domain/import/decideAuthorities.ts';
import type { InstitutionFound } from '../domain/import/decideInstitution.ts';
import { statement } from './database.ts';
import { addRows, changeRows } from './importsRows.ts';

/** Every authority there is: some thousands in the whole country. */
export const listAuthorities = statement<AuthorityFound>(
  'imports.authorities',
  `SELECT a.id, a.version, a.code, a.name, a.region_code AS "regionCode", a.level, p.code AS "parentCode", a.path,
     a.registers, a.consents, a.consolidates, EXISTS (SELECT FROM authority c WHERE c.parent_id = a.id) AS "hasChildren"
   FROM authority a LEFT JOIN authority p ON p.id = a.parent_id`,
);

export const addAuthorities = addRows('authority');
export const changeAuthorities = changeRows('authority');

/** Institutions with the numbers of some rows, in the order of the rows; null where there is none. */
export const findInstitutions = statement<{ found: InstitutionFound | null }, readonly [rows: string]>(
  'imports.findInstitutions',
  `SELECT CASE WHEN i.id IS NOT NULL THEN jsonb_build_object('id', i.id, 'version', i.version, 'name', i.name,
       'creditCode', i.credit_code, 'regionCode', i.region_code, 'type', i.type, 'authorityCode', a.code,
       'authorityPath', a.path, 'headName', i.head_name, 'phone', i.phone,
       'licenceValidUntil', i.licence_valid_until) END AS found
   FROM jsonb_to_recordset($1::jsonb) AS r(line int, number text)
   LEFT JOIN LATERAL (SELECT * FROM institution WHERE number = r.number OFFSET 0) i ON true
   LEFT JOIN authority a ON a.id = i.authority_id
   ORDER BY r.line`,
);

export const addInstitutions = addRows('institution');
export const changeInstitutions = changeRows('institution');
