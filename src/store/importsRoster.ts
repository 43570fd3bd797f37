import type { RosterFound } from '../domain/import/decideRoster.ts';
import { type Queryable, statement } from './database.ts';

/** Persons and certificates with the numbers of some rows, in the order of the rows. LATERAL … OFFSET 0: one probe each. */
export const findRoster = statement<RosterFound, readonly [rows: string]>(
  'imports.findRoster',
  `SELECT CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'version', p.version, 'name', p.name,
       'sex', p.sex, 'birthDate', p.birth_date,
       'hasOthers', EXISTS (SELECT FROM qualification o
                            WHERE o.physician_id = p.id AND o.certificate_no <> r."certificateNo")) END AS person,
     CASE WHEN q.id IS NOT NULL THEN jsonb_build_object('id', q.id, 'version', q.version, 'personId', q.physician_id,
       'issuedOn', q.issued_on, 'provinceCode', q.province_code, 'techniques', q.techniques,
       'conditions', q.conditions, 'issuer', q.issuer) END AS certificate
   FROM jsonb_to_recordset($1::jsonb) AS r(line int, "idNumber" text, "idType" text, "certificateNo" text)
   LEFT JOIN LATERAL (SELECT * FROM physician
     WHERE id_number = r."idNumber" AND id_type = r."idType" OFFSET 0) p ON true
   LEFT JOIN LATERAL (SELECT * FROM qualification WHERE certificate_no = r."certificateNo" OFFSET 0) q ON true
   ORDER BY r.line`,
);

const lockPersons = statement<{ id: string }, readonly [ids: string[]]>(
  'imports.lockPersons',
  'SELECT id FROM physician WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE',
);
const lockCertificates = statement<{ id: string }, readonly [ids: string[]]>(
  'imports.lockCertificates',
  'SELECT id FROM qualification WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE',
);
const builtOn = statement<{ id: string }, readonly [persons: string[], certificates: string[]]>(
  'imports.rosterBuiltOn',
  `SELECT id FROM unnest($1::uuid[]) AS p(id)
   WHERE EXISTS (SELECT FROM account WHERE physician_id = p.id)
      OR EXISTS (SELECT FROM application WHERE physician_id = p.id)
      OR EXISTS (SELECT FROM register_entry WHERE physician_id = p.id)
      OR EXISTS (SELECT FROM bar WHERE physician_id = p.id)
   UNION ALL
   SELECT id FROM unnest($2::uuid[]) AS q(id)
   WHERE EXISTS (SELECT FROM account WHERE qualification_id = q.id AND activated_at IS NOT NULL)
      OR EXISTS (SELECT FROM register_entry WHERE qualification_id = q.id)`,
);

/**
 * Which of these somebody has built on. They stay locked: a claim refers to its certificate and would need the row, so
 * none can come in between the answer and the change.
 */
export async function lockAndFindBuiltOn(
  tx: Queryable,
  persons: string[],
  certificates: string[],
): Promise<ReadonlySet<string>> {
  if (persons.length === 0 && certificates.length === 0) return new Set();
  await tx.rows(lockPersons, persons);
  await tx.rows(lockCertificates, certificates);
  return new Set((await tx.rows(builtOn, persons, certificates)).map(({ id }) => id));
}

const personRow =
  '(line int, id uuid, version int, name text, sex text, "birthDate" date, "idType" text, "idNumber" text)';
const certificateRow = `(line int, id uuid, version int, "personId" uuid, "certificateNo" text, "issuedOn" date,
  "provinceCode" text, techniques text, conditions text, issuer text)`;

export const addPersons = statement<{ target: string }, readonly [batchId: string, rows: string]>(
  'imports.addPersons',
  `WITH r AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r${personRow}),
   added AS (INSERT INTO physician (id, name, sex, birth_date, id_type, id_number)
     SELECT id, name, sex, "birthDate", "idType", "idNumber" FROM r RETURNING id, version)
   INSERT INTO import_row (batch_id, line, subject, action, target, version)
   SELECT $1, r.line, 'physician', 'added', added.id, added.version FROM added JOIN r USING (id) RETURNING target`,
);

export const changePersons = statement<{ target: string }, readonly [batchId: string, rows: string]>(
  'imports.changePersons',
  `WITH r AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r${personRow}),
   old AS (SELECT p.id, to_jsonb(p) AS before FROM physician p JOIN r USING (id)),
   changed AS (UPDATE physician p SET name = r.name, sex = r.sex, birth_date = r."birthDate", version = p.version + 1
     FROM r WHERE p.id = r.id AND p.version = r.version RETURNING p.id, p.version)
   INSERT INTO import_row (batch_id, line, subject, action, target, before, version)
   SELECT $1, r.line, 'physician', 'changed', r.id, old.before, changed.version
   FROM changed JOIN r USING (id) JOIN old USING (id) RETURNING target`,
);

export const addCertificates = statement<{ target: string }, readonly [batchId: string, rows: string]>(
  'imports.addCertificates',
  `WITH r AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r${certificateRow}),
   added AS (INSERT INTO qualification
       (id, physician_id, certificate_no, issued_on, province_code, techniques, conditions, issuer)
     SELECT id, "personId", "certificateNo", "issuedOn", "provinceCode", techniques, conditions, issuer FROM r
     RETURNING id, version)
   INSERT INTO import_row (batch_id, line, subject, action, target, version)
   SELECT $1, r.line, 'qualification', 'added', added.id, added.version FROM added JOIN r USING (id) RETURNING target`,
);

export const changeCertificates = statement<{ target: string }, readonly [batchId: string, rows: string]>(
  'imports.changeCertificates',
  `WITH r AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r${certificateRow}),
   old AS (SELECT q.id, to_jsonb(q) AS before FROM qualification q JOIN r USING (id)),
   changed AS (UPDATE qualification q SET issued_on = r."issuedOn", province_code = r."provinceCode",
       techniques = r.techniques, conditions = r.conditions, issuer = r.issuer, version = q.version + 1
     FROM r WHERE q.id = r.id AND q.version = r.version RETURNING q.id, q.version)
   INSERT INTO import_row (batch_id, line, subject, action, target, before, version)
   SELECT $1, r.line, 'qualification', 'changed', r.id, old.before, changed.version
   FROM changed JOIN r USING (id) JOIN old USING (id) RETURNING target`,
);
