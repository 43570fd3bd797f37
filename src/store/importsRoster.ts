import type { RosterFound } from '../domain/import/decideRoster.ts';
import { type Queryable, statement } from './database.ts';
import { addRows, changeRows } from './importsRows.ts';

/** Persons and certificates with the numbers of some rows, in the order of the rows. LATERAL … OFFSET 0: one probe each. */
export const findRoster = statement<RosterFound, readonly [rows: string]>(
  'imports.findRoster',
  `SELECT CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'version', p.version, 'name', p.name,
       'sex', p.sex, 'birthDate', p.birth_date,
       'hasOthers', EXISTS (SELECT FROM qualification o
                            WHERE o.physician_id = p.id AND o.certificate_no_index <> r."certificateNoIndex")) END AS person,
     CASE WHEN q.id IS NOT NULL THEN jsonb_build_object('id', q.id, 'version', q.version, 'personId', q.physician_id,
       'issuedOn', q.issued_on, 'provinceCode', q.province_code, 'techniques', q.techniques,
       'conditions', q.conditions, 'issuer', q.issuer) END AS certificate
   FROM jsonb_to_recordset($1::jsonb) AS r(line int, "idNumberIndex" bytea, "idType" text, "certificateNoIndex" bytea)
   LEFT JOIN LATERAL (SELECT * FROM physician
     WHERE id_number_index = r."idNumberIndex" AND id_type = r."idType" OFFSET 0) p ON true
   LEFT JOIN LATERAL (SELECT * FROM qualification WHERE certificate_no_index = r."certificateNoIndex" OFFSET 0) q ON true
   ORDER BY r.line`,
  {
    rows: [
      {
        parameter: 1,
        row: 'line',
        seals: {},
        indexes: {
          idNumberIndex: { of: 'idNumber', purpose: 'idNumber' },
          certificateNoIndex: { of: 'certificateNo', purpose: 'certificateNo' },
        },
      },
    ],
  },
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

export const addPersons = addRows('physician');
export const changePersons = changeRows('physician');
export const addCertificates = addRows('qualification');
export const changeCertificates = changeRows('qualification');
