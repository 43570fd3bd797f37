import { type Database, statement } from './database.ts';

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

/** Adds the accounts, or gives those that a broken start left behind their new passwords. */
export const addDemoAccounts = statement<
  { id: string; login: string },
  readonly [rows: string, at: string, noticeVersion: string]
>(
  'demo.addAccounts',
  `INSERT INTO account ("end", login_name, password_hash, name, id_type, id_number, phone, phone_verified_at, notice_version,
     notice_read_at, matched_at, physician_id, qualification_id, activated_at, institution_id, authority_id, role, created_at)
   SELECT r."end", r.login, r."passwordHash", r.name, p.id_type, p.id_number, r.phone,
     CASE WHEN r.phone IS NOT NULL THEN $2::timestamptz END, CASE WHEN r."end" = 'person' THEN $3 END,
     CASE WHEN r."end" = 'person' THEN $2::timestamptz END, CASE WHEN r."end" = 'person' THEN $2::timestamptz END,
     CASE WHEN r."end" = 'person' THEN p.id END, CASE WHEN r."end" = 'person' THEN q.id END,
     CASE WHEN r."end" = 'person' THEN $2::timestamptz END, i.id, u.id, r.role, $2
   FROM json_to_recordset($1::json) AS r("end" text, login text, "passwordHash" text, name text, role text,
     "organisationCode" text, "certificateNo" text, phone text)
   LEFT JOIN qualification q ON q.certificate_no = r."certificateNo"
   LEFT JOIN physician p ON p.id = q.physician_id
   LEFT JOIN institution i ON r."end" = 'institution' AND i.number = r."organisationCode"
   LEFT JOIN authority u ON r."end" = 'authority' AND u.code = r."organisationCode"
   ON CONFLICT ((CASE WHEN "end" = 'person' THEN 'person' ELSE 'staff' END), lower(login_name))
     DO UPDATE SET password_hash = excluded.password_hash
   RETURNING id, login_name AS login`,
);

/** What a filled-in form of somebody at a clinic says; `$2` is the end of its 登记号. */
export const findDemoPlace = statement<
  { phone: string; institutionId: string; address: string },
  readonly [accountId: string, clinic: string]
>(
  'demo.findPlace',
  `SELECT c.phone, i.id AS "institutionId", r.name AS address
   FROM account c JOIN institution i ON i.number LIKE '60318%D2' || $2 JOIN region r ON r.code = i.region_code WHERE c.id = $1`,
);
