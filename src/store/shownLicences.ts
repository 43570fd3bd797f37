import type { PublicPhysician } from '../domain/register/publicView.ts';
import { statement } from './database.ts';
import { opened } from './protection.ts';

/** A registration as a holder may choose to show it: more than the public sees, so it is read by an id no stranger has. */
export interface ShownLicenceRow extends Omit<PublicPhysician, 'level' | 'category'> {
  readonly registeredOn: string;
  readonly certificateNo: string;
  /** Where its photo lies. */
  readonly photoKey: string | null;
  /** Whose it is proves disputed: an account of the physician is frozen. */
  readonly frozen: boolean;
}

export const findShownLicence = statement<ShownLicenceRow, readonly [entryId: string]>(
  'shownLicence.find',
  `SELECT p.name, CASE p.sex WHEN 'male' THEN '男' ELSE '女' END AS sex, e.licence_no AS "licenceNo", r.name AS "practicePlace", i.name AS institution,
     '技术方法:' || e.techniques || ';病证范围:' || e.conditions AS scope, u.name AS authority, e.status, e.registered_on AS "registeredOn",
     ${opened('q', 'qualification.certificate_no')} AS "certificateNo", f.key AS "photoKey",
     EXISTS (SELECT FROM account c WHERE c.physician_id = e.physician_id AND c."end" = 'person' AND c.frozen_by IS NOT NULL) AS frozen
   FROM register_entry e JOIN physician p ON p.id = e.physician_id JOIN qualification q ON q.id = e.qualification_id
   JOIN region r ON r.code = e.province_code JOIN institution i ON i.id = e.main_institution_id JOIN authority u ON u.id = e.authority_id
   LEFT JOIN photo f ON f.id = e.photo_id WHERE e.id = $1`,
);
