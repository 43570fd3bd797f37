import { randomUUID } from 'node:crypto';
import type { EntryStatus } from '../../src/domain/register/entry.ts';
import type { Database } from '../../src/store/database.ts';
import { insertPhysician, type TestAuthority, type TestInstitution, type TestPhysician } from '../factories/people.ts';

let serial = 0;

export interface TestEntry {
  readonly physician: TestPhysician;
  readonly licenceNo: string;
  readonly code: string;
}

/** Somebody registered at an institution, in any state: the public end only looks at the row. */
export async function insertEntry(
  db: Database,
  authority: TestAuthority,
  institution: TestInstitution,
  given: { name?: string; status?: EntryStatus } = {},
): Promise<TestEntry> {
  serial += 1;
  const physician = await insertPhysician(db, given.name === undefined ? {} : { name: given.name });
  const licenceNo = `354${authority.regionCode}${String(serial).padStart(6, '0')}`;
  const code = `ABCDEFGH${23456000 + serial}`;
  await db.pool.query(
    `INSERT INTO register_entry (id, physician_id, qualification_id, province_code, status, licence_no, main_institution_id,
       authority_id, techniques, conditions, registered_on, main_since, verification_code, version)
     VALUES ($1, $2, $3, '430000', $4, $5, $6, $7, '针刺、艾灸', '颈椎病', '2026-01-06', '2026-01-06', $8, 1)`,
    [
      randomUUID(),
      physician.id,
      physician.qualificationId,
      given.status ?? 'practising',
      licenceNo,
      institution.id,
      authority.id,
      code,
    ],
  );
  return { physician, licenceNo, code };
}
