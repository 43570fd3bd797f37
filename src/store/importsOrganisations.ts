import type { AuthorityFound } from '../domain/import/decideAuthorities.ts';
import type { InstitutionFound } from '../domain/import/decideInstitution.ts';
import { statement } from './database.ts';

/** Every authority there is: some thousands in the whole country. */
export const listAuthorities = statement<AuthorityFound>(
  'imports.authorities',
  `SELECT a.id, a.version, a.code, a.name, a.region_code AS "regionCode", a.level, p.code AS "parentCode", a.path,
     a.registers, a.consents, a.consolidates, EXISTS (SELECT FROM authority c WHERE c.parent_id = a.id) AS "hasChildren"
   FROM authority a LEFT JOIN authority p ON p.id = a.parent_id`,
);

const authorityRow = `(line int, id uuid, version int, code text, name text, "regionCode" text, level text,
  "parentId" uuid, path text, registers bool, consents bool, consolidates bool)`;

export const addAuthorities = statement<{ target: string }, readonly [batchId: string, rows: string]>(
  'imports.addAuthorities',
  `WITH r AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r${authorityRow}),
   added AS (INSERT INTO authority
       (id, code, name, region_code, level, parent_id, path, registers, consents, consolidates)
     SELECT id, code, name, "regionCode", level, "parentId", path, registers, consents, consolidates FROM r
     RETURNING id, version)
   INSERT INTO import_row (batch_id, line, subject, action, target, version)
   SELECT $1, r.line, 'authority', 'added', added.id, added.version FROM added JOIN r USING (id) RETURNING target`,
);

export const changeAuthorities = statement<{ target: string }, readonly [batchId: string, rows: string]>(
  'imports.changeAuthorities',
  `WITH r AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r${authorityRow}),
   old AS (SELECT a.id, to_jsonb(a) AS before FROM authority a JOIN r USING (id)),
   changed AS (UPDATE authority a SET name = r.name, region_code = r."regionCode", level = r.level,
       parent_id = r."parentId", path = r.path, registers = r.registers, consents = r.consents,
       consolidates = r.consolidates, version = a.version + 1
     FROM r WHERE a.id = r.id AND a.version = r.version RETURNING a.id, a.version)
   INSERT INTO import_row (batch_id, line, subject, action, target, before, version)
   SELECT $1, r.line, 'authority', 'changed', r.id, old.before, changed.version
   FROM changed JOIN r USING (id) JOIN old USING (id) RETURNING target`,
);

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

const institutionRow = `(line int, id uuid, version int, number text, "creditCode" text, name text, "regionCode" text,
  type text, "authorityId" uuid, "headName" text, phone text, "licenceValidUntil" date)`;

export const addInstitutions = statement<{ target: string }, readonly [batchId: string, rows: string]>(
  'imports.addInstitutions',
  `WITH r AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r${institutionRow}),
   added AS (INSERT INTO institution
       (id, number, credit_code, name, region_code, type, authority_id, head_name, phone, licence_valid_until)
     SELECT id, number, "creditCode", name, "regionCode", type, "authorityId", "headName", phone, "licenceValidUntil"
     FROM r RETURNING id, version)
   INSERT INTO import_row (batch_id, line, subject, action, target, version)
   SELECT $1, r.line, 'institution', 'added', added.id, added.version FROM added JOIN r USING (id) RETURNING target`,
);

export const changeInstitutions = statement<{ target: string }, readonly [batchId: string, rows: string]>(
  'imports.changeInstitutions',
  `WITH r AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r${institutionRow}),
   old AS (SELECT i.id, to_jsonb(i) AS before FROM institution i JOIN r USING (id)),
   changed AS (UPDATE institution i SET credit_code = r."creditCode", name = r.name, region_code = r."regionCode",
       type = r.type, authority_id = r."authorityId", head_name = r."headName", phone = r.phone,
       licence_valid_until = r."licenceValidUntil", version = i.version + 1
     FROM r WHERE i.id = r.id AND i.version = r.version RETURNING i.id, i.version)
   INSERT INTO import_row (batch_id, line, subject, action, target, before, version)
   SELECT $1, r.line, 'institution', 'changed', r.id, old.before, changed.version
   FROM changed JOIN r USING (id) JOIN old USING (id) RETURNING target`,
);
