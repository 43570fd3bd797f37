import type { State } from '../domain/procedure/steps.ts';
import type { EntryStatus } from '../domain/register/entry.ts';
import { statement } from './database.ts';

/** Names a file page needs beside the facts. */
export interface FileNames {
  readonly institution: string | null;
  readonly authority: string | null;
  readonly consentAuthority: string | null;
  readonly identityVerified: boolean;
}

export const findFileNames = statement<FileNames, readonly [applicationId: string]>(
  'deskFile.names',
  `SELECT i.name AS institution, u.name AS authority, s.name AS "consentAuthority", c.identity_verified_at IS NOT NULL AS "identityVerified"
   FROM application a JOIN account c ON c.id = a.account_id LEFT JOIN institution i ON i.id = a.institution_id
   LEFT JOIN authority u ON u.id = a.authority_id LEFT JOIN authority s ON s.id = a.consent_authority_id WHERE a.id = $1`,
);

/** A registration of the applicant, as the officer reads it beside the file. */
export interface RegistrationLine {
  readonly id: string;
  readonly provinceName: string;
  readonly institution: string;
  readonly authority: string;
  readonly licenceNo: string;
  readonly status: EntryStatus;
  readonly registeredOn: string;
  /** Whether the asking authority may open the entry. */
  readonly mine: boolean;
}

export const findRegistrations = statement<RegistrationLine, readonly [physicianId: string, path: string]>(
  'deskFile.registrations',
  `SELECT e.id, r.name AS "provinceName", i.name AS institution, u.name AS authority, e.licence_no AS "licenceNo", e.status,
     e.registered_on AS "registeredOn", (u.path = $2 OR u.path LIKE $2 || '/%') AS mine
   FROM register_entry e JOIN region r ON r.code = e.province_code JOIN institution i ON i.id = e.main_institution_id
   JOIN authority u ON u.id = e.authority_id WHERE e.physician_id = $1 ORDER BY e.registered_on DESC, e.id`,
);

/** Earlier and other applications of the same person that this authority may open. */
export interface OtherFile {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: State;
  readonly submittedOn: string;
}

export const findOtherFiles = statement<OtherFile, readonly [physicianId: string, path: string, not: string]>(
  'deskFile.others',
  `SELECT a.id, a.number, a.kind, a.state, a.submitted_on AS "submittedOn" FROM application a JOIN authority u ON u.id = a.authority_id
   WHERE a.physician_id = $1 AND a.id <> $3 AND (a.passed_on IS NOT NULL OR a.escalated_on IS NOT NULL) AND (u.path = $2 OR u.path LIKE $2 || '/%')
   ORDER BY a.created_at DESC LIMIT 10`,
);

export const findPhotoFile = statement<{ key: string; findings: readonly unknown[] }, readonly [photoId: string]>(
  'deskFile.photo',
  'SELECT key, findings FROM photo WHERE id = $1',
);

/** The most urgent file of a queue, for the officer who has just finished one. */
export const findMostUrgent = statement<
  { id: string; number: string },
  readonly [authorityId: string, state: string, not: string]
>(
  'deskFile.mostUrgent',
  `SELECT id, number FROM application WHERE authority_id = $1 AND state = $2 AND id <> $3 ORDER BY due_on, id LIMIT 1`,
);

/** The same at an institution: who has waited longest. */
export const findLongestWaiting = statement<
  { id: string; number: string },
  readonly [institutionId: string, not: string]
>(
  'deskFile.longestWaiting',
  `SELECT id, number FROM application WHERE institution_id = $1 AND state = 'atInstitution' AND id <> $2 ORDER BY state_since, id LIMIT 1`,
);
