import type { PublicPhysician } from '../domain/register/publicView.ts';
import { statement } from './database.ts';

const columns = `name, sex, level, category, licence_no AS "licenceNo", practice_place AS "practicePlace", institution, scope, authority, status`;

/** Whoever would get more rows than this asked for too much. */
export const mostRows = 20;
/** A part of a name that fits more institutions than this names none. */
export const mostFitting = 3;

// Statements called public… run as xinglin_public, which reads the public views and nothing else.

export const findByLicence = statement<PublicPhysician, readonly [licenceNo: string, name: string]>(
  'public.byLicence',
  `SELECT ${columns} FROM public_register WHERE licence_no = $1 AND name = $2`,
);

/** A registration found, and how many institutions the asked one fits; all but `fitting` is null when there is no such registration. */
export type FoundAtInstitution = { readonly fitting: number } & (PublicPhysician | { readonly name: null });

/**
 * By institution: nothing is answered where the name fits more than `mostFitting` of the region, whoever is registered there.
 * One row too many says that there are.
 */
export const findByInstitution = statement<
  FoundAtInstitution,
  readonly [name: string, institution: string, regionPrefix: string, wholeOnly: boolean]
>(
  'public.byInstitution',
  `SELECT f.fitting, r.* FROM (SELECT count(*) AS fitting, array_agg(i.name) AS names, array_agg(i.region_code) AS regions
     FROM fitting_institutions($2, $3, $4) i) f
   LEFT JOIN LATERAL (SELECT ${columns} FROM public_register WHERE name = $1 AND institution = ANY (f.names) AND region_code = ANY (f.regions)
     ORDER BY institution, licence_no LIMIT ${mostRows + 1}) r ON f.fitting BETWEEN 1 AND ${mostFitting}`,
);

/** Whether there is an institution of exactly this name, anywhere. */
export const findInstitutionNamed = statement<{ name: string }, readonly [name: string]>(
  'public.institutionNamed',
  `SELECT name FROM fitting_institutions($1, '', true) LIMIT 1`,
);

export const findByVerificationCode = statement<PublicPhysician, readonly [code: string]>(
  'public.byVerificationCode',
  `SELECT ${columns} FROM public_register WHERE verification_code = $1`,
);
