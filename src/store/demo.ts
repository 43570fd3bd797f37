import { type Database, statement } from './database.ts';
import { opened } from './protection.ts';

/** Two programs that start at once: the second waits here and then finds everything done. */
const lockKey = 7_310_118;

/** Runs `work` while no other program does, on whatever connections it takes; the lock has one of its own. */
export async function inTurn<T>(database: Database, work: () => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    try {
      return await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [lockKey]);
    }
  } finally {
    client.release();
  }
}

export const findDemoMark = statement<{ at: string }>(
  'demo.findMark',
  "SELECT at FROM ledger WHERE subject_type = 'demo' AND subject_id = 'seed' AND version = 1",
);

export const markDemo = statement<{ seq: number }, readonly [at: string]>(
  'demo.mark',
  `INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id, version)
   VALUES ($1, '系统', '', 'demoSeeded', 'demo', 'seed', 1)
   ON CONFLICT (subject_type, subject_id, version) WHERE version IS NOT NULL DO NOTHING RETURNING seq`,
);

/** One account of the demonstration, its organisation and its certificate named as the files name them. */
export interface DemoAccountRow {
  readonly end: 'person' | 'institution' | 'authority';
  readonly login: string;
  readonly passwordHash: string;
  readonly name: string;
  readonly role: string;
  readonly organisationCode: string | null;
  readonly certificateNo: string | null;
  readonly phone: string | null;
}

/** The person behind a certificate of the roster. */
export interface DemoPerson {
  readonly certificateNo: string;
  readonly physicianId: string;
  readonly qualificationId: string;
  readonly idType: string;
  readonly idNumber: string;
}

export const findDemoPersons = statement<DemoPerson, readonly [rows: string]>(
  'demo.findPersons',
  `SELECT ${opened('q', 'qualification.certificate_no')} AS "certificateNo", p.id AS "physicianId", q.id AS "qualificationId", p.id_type AS "idType",
     ${opened('p', 'physician.id_number')} AS "idNumber"
   FROM json_to_recordset($1::json) AS r("certificateNoIndex" bytea)
   JOIN qualification q ON q.certificate_no_index = r."certificateNoIndex" JOIN physician p ON p.id = q.physician_id`,
  {
    rows: [
      {
        ...{ parameter: 1, row: 'login', seals: {} },
        indexes: { certificateNoIndex: { of: 'certificateNo', purpose: 'certificateNo' } },
      },
    ],
  },
);

/** As they are stored: with an id to be, and the numbers of the person. */
export type DemoAccountToAdd = DemoAccountRow & { readonly id: string } & Partial<Omit<DemoPerson, 'certificateNo'>>;

/** Adds the accounts, or gives those that a broken start left behind their new passwords. */
export const addDemoAccounts = statement<
  { id: string; login: string },
  readonly [rows: string, at: string, noticeVersion: string]
>(
  'demo.addAccounts',
  `INSERT INTO account (id, "end", login_name, password_hash, name, id_type, id_number_sealed, id_number_index, phone_sealed, phone_index,
     phone_verified_at, notice_version, notice_read_at, matched_at, physician_id, qualification_id, activated_at, institution_id, authority_id,
     role, created_at)
   SELECT r.id, r."end", r.login, r."passwordHash", r.name, r."idType", r."idNumber", r."idNumberIndex", r.phone, r."phoneIndex",
     CASE WHEN r.phone IS NOT NULL THEN $2::timestamptz END, CASE WHEN r."end" = 'person' THEN $3 END,
     CASE WHEN r."end" = 'person' THEN $2::timestamptz END, CASE WHEN r."end" = 'person' THEN $2::timestamptz END,
     CASE WHEN r."end" = 'person' THEN r."physicianId" END, CASE WHEN r."end" = 'person' THEN r."qualificationId" END,
     CASE WHEN r."end" = 'person' THEN $2::timestamptz END, i.id, u.id, r.role, $2
   FROM json_to_recordset($1::json) AS r(id uuid, "end" text, login text, "passwordHash" text, name text, role text, "organisationCode" text,
     phone text, "phoneIndex" bytea, "idType" text, "idNumber" text, "idNumberIndex" bytea, "physicianId" uuid, "qualificationId" uuid)
   LEFT JOIN institution i ON r."end" = 'institution' AND i.number = r."organisationCode"
   LEFT JOIN authority u ON r."end" = 'authority' AND u.code = r."organisationCode"
   ON CONFLICT ((CASE WHEN "end" = 'person' THEN 'person' ELSE 'staff' END), lower(login_name))
     DO UPDATE SET password_hash = excluded.password_hash
   RETURNING id, login_name AS login`,
  {
    rows: [
      {
        ...{ parameter: 1, row: 'id', seals: { idNumber: 'account.id_number', phone: 'account.phone' } },
        indexes: {
          idNumberIndex: { of: 'idNumber', purpose: 'idNumber' },
          phoneIndex: { of: 'phone', purpose: 'phone' },
        },
      },
    ],
  },
);

/** What a filled-in form of somebody at a clinic says; `$2` is the end of its 登记号. */
export const findDemoPlace = statement<
  { phone: string; institutionId: string; address: string },
  readonly [accountId: string, clinic: string]
>(
  'demo.findPlace',
  `SELECT ${opened('c', 'account.phone')} AS phone, i.id AS "institutionId", r.name AS address
   FROM account c JOIN institution i ON i.number LIKE '60318%D2' || $2 JOIN region r ON r.code = i.region_code WHERE c.id = $1`,
);
