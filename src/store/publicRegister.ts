import type { PublicPhysician } from '../domain/register/publicView.ts';
import { statement } from './database.ts';

const columns = `name, sex, level, category, licence_no AS "licenceNo", practice_place AS "practicePlace", institution, scope, authority, status`;

/** Whoever gets more rows than this asked for too much. */
const mostRows = 20;

// These run as xinglin_public, which can read this one view and nothing else.

export const findByLicence = statement<PublicPhysician, readonly [licenceNo: string, name: string]>(
  'public.byLicence',
  `SELECT ${columns} FROM public_register WHERE licence_no = $1 AND name = $2`,
);

/** The institution by a part of its name; strpos, not LIKE, so that no character is a wildcard. */
export const findByInstitution = statement<PublicPhysician, readonly [name: string, institution: string]>(
  'public.byInstitution',
  `SELECT ${columns} FROM public_register WHERE name = $1 AND strpos(institution, $2) > 0
   ORDER BY institution, licence_no LIMIT ${mostRows}`,
);

export const findByVerificationCode = statement<PublicPhysician, readonly [code: string]>(
  'public.byVerificationCode',
  `SELECT ${columns} FROM public_register WHERE verification_code = $1`,
);
