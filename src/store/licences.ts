import type { EntryStatus } from '../domain/register/entry.ts';
import type { Faced } from '../domain/register/licenceFace.ts';
import { statement } from './database.ts';
import { opened } from './protection.ts';

/** A registration with everything that stands on the face of its licence. */
export interface FacedRow extends Faced {
  readonly id: string;
  readonly status: EntryStatus;
  readonly certificateNo: string;
  readonly verificationCode: string;
}

export interface LicenceRow extends FacedRow {
  readonly photoId: string | null;
  readonly inactiveSince: string | null;
}

export const facedColumns = `e.id, e.status, e.licence_no AS "licenceNo", ${opened('q', 'qualification.certificate_no')} AS "certificateNo", p.name, p.sex,
  p.birth_date AS "birthDate", r.name AS "provinceName", i.name AS institution, u.name AS authority, e.techniques, e.conditions,
  e.registered_on AS "registeredOn", e.verification_code AS "verificationCode"`;

export const facedTables = `register_entry e JOIN physician p ON p.id = e.physician_id JOIN qualification q ON q.id = e.qualification_id
  JOIN region r ON r.code = e.province_code JOIN institution i ON i.id = e.main_institution_id JOIN authority u ON u.id = e.authority_id`;

const licences = `SELECT ${facedColumns}, e.photo_id AS "photoId", e.inactive_since AS "inactiveSince" FROM ${facedTables} WHERE e.physician_id = $1`;

/** Those that are in force first. */
export const findOwnLicences = statement<LicenceRow, readonly [physicianId: string]>(
  'licence.own',
  `${licences} ORDER BY e.status = 'practising' DESC, e.registered_on DESC, e.id`,
);

export const findOwnLicence = statement<LicenceRow, readonly [physicianId: string, entryId: string]>(
  'licence.ownOne',
  `${licences} AND e.id = $2`,
);
