import { createHash } from 'node:crypto';
import { type Database, statement } from '../src/store/database.ts';
import type { Sizes } from './prepare.ts';

/** Numbers of the made-up people as the program seals them, for data.sql to join; `i` counts the people from 1. */
const insertPeople = statement<object, readonly [rows: string, people: string]>(
  'bench.people',
  `INSERT INTO bench_person SELECT r.i, r."idNumber", r."idNumberIndex", q."certificateNo", q."certificateNoIndex"
   FROM json_to_recordset($1::json) AS r(i int, "idNumber" text, "idNumberIndex" bytea) JOIN json_to_recordset($2::json)
     AS q(i int, "certificateNo" text, "certificateNoIndex" bytea) USING (i)`,
  {
    rows: [
      {
        ...{ parameter: 1, row: 'id', seals: { idNumber: 'physician.id_number' } },
        indexes: { idNumberIndex: { of: 'idNumber', purpose: 'idNumber' } },
      },
      {
        ...{ parameter: 2, row: 'id', seals: { certificateNo: 'qualification.certificate_no' } },
        indexes: { certificateNoIndex: { of: 'certificateNo', purpose: 'certificateNo' } },
      },
    ],
  },
);

/** Those who are about to apply: their accounts, and what they have typed. */
const insertApplicants = statement<object, readonly [accounts: string, drafts: string]>(
  'bench.applicants',
  `INSERT INTO bench_applicant SELECT a.i, a."idNumber", a."idNumberIndex", a.phone, a."phoneIndex", d.draft, d.institution
   FROM json_to_recordset($1::json) AS a(i int, "idNumber" text, "idNumberIndex" bytea, phone text, "phoneIndex" bytea)
   JOIN json_to_recordset($2::json) AS d(i int, draft text, institution uuid) USING (i)`,
  {
    rows: [
      {
        ...{ parameter: 1, row: 'id', seals: { idNumber: 'account.id_number', phone: 'account.phone' } },
        indexes: {
          idNumberIndex: { of: 'idNumber', purpose: 'idNumber' },
          phoneIndex: { of: 'phone', purpose: 'phone' },
        },
      },
      { parameter: 2, row: 'id', seals: { draft: 'application.draft' } },
    ],
  },
);

const atOnce = 5000;

/** Writes bench_person and bench_applicant, some thousand rows at a time. */
export async function sealPeople(database: Database, { physicians, drafts }: Sizes): Promise<void> {
  await database.pool.query(
    `CREATE UNLOGGED TABLE bench_person (i int PRIMARY KEY, id_number sealed, id_number_index bytea, certificate_no sealed, certificate_no_index bytea);
     CREATE UNLOGGED TABLE bench_applicant (i int PRIMARY KEY, id_number sealed, id_number_index bytea, phone sealed, phone_index bytea, draft sealed, institution_id uuid)`,
  );
  const { rows } = await database.pool.query<{ n: number }>("SELECT count(*) AS n FROM region WHERE level = 'county'");
  const counties = rows[0]?.n ?? 0;
  for (const some of batches(physicians)) {
    const persons = some.map((i) => ({ i, id: md5Id('p', i), idNumber: `B${padded(i, 17)}` }));
    const papers = some.map((i) => ({ i, id: md5Id('q', i), certificateNo: `BQ${padded(i, 20)}` }));
    await database.rows(insertPeople, JSON.stringify(persons), JSON.stringify(papers));
  }
  for (const some of batches(drafts)) {
    const accounts = some.map((i) => {
      return { i, id: md5Id('a', i), idNumber: `B${padded(i, 17)}`, phone: `139${padded(i, 8)}` };
    });
    const typed = some.map((i) => {
      const institution = md5Id('i', i % counties);
      const draft = { answers: { phone: '13900000000' }, institutionId: institution, photoId: md5Id('h', i) };
      return { i, id: md5Id('g', i), draft, institution };
    });
    await database.rows(insertApplicants, JSON.stringify(accounts), JSON.stringify(typed));
  }
}

function* batches(count: number): Generator<number[]> {
  for (let from = 1; from <= count; from += atOnce) {
    yield Array.from({ length: Math.min(atOnce, count - from + 1) }, (_, n) => from + n);
  }
}

function padded(i: number, length: number): string {
  return String(i).padStart(length, '0');
}

/** As PostgreSQL reads md5('p1') for an id. */
function md5Id(kind: string, i: number): string {
  const hex = createHash('md5').update(`${kind}${i}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
