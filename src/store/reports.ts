import type { State } from '../domain/procedure/steps.ts';
import type { EntryStatus } from '../domain/register/entry.ts';
import { statement } from './database.ts';

/** The account behind an entry, as a report needs it: the one in use, or the newest. */
export const findReportedAccount = statement<
  { accountId: string | null; physicianId: string; authority: string },
  readonly [entryId: string, institutionId: string]
>(
  'report.account',
  `SELECT c.id AS "accountId", e.physician_id AS "physicianId", u.name AS authority
   FROM register_entry e JOIN authority u ON u.id = e.authority_id
   LEFT JOIN LATERAL (SELECT a.id FROM account a WHERE a.physician_id = e.physician_id AND a."end" = 'person' AND a.activated_at IS NOT NULL
     ORDER BY a.active DESC, a.created_at DESC LIMIT 1) c ON true
   WHERE e.id = $1 AND e.main_institution_id = $2`,
);

export const insertReport = statement<
  { id: string },
  readonly [
    id: string,
    kind: string,
    physicianId: string,
    accountId: string,
    entryId: string,
    subject: string,
    provinceCode: string,
    institutionId: string,
    at: string,
  ]
>(
  'report.insert',
  `INSERT INTO application (id, kind, physician_id, account_id, entry_id, subject, province_code, institution_id, started_by, state, state_since, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'institution', 'draft', $9, $9) RETURNING id`,
);

/** A draft of the physician that nobody has seen does not hold up a duty of the institution: the report takes its place. */
export const takeOverDraft = statement<
  { id: string },
  readonly [physicianId: string, kind: string, subject: string, institutionId: string]
>(
  'report.takeOverDraft',
  `UPDATE application SET started_by = 'institution', institution_id = $4, draft_sealed = NULL, draft_institution_id = NULL,
     draft_photo_id = NULL
   WHERE physician_id = $1 AND kind = $2 AND subject = $3 AND state = 'draft' AND version = 0 RETURNING id`,
  { keeps: ['application.draft'] },
);

/** A physician of the institution, or one who practises there or elsewhere by a filing. */
export interface PhysicianOfInstitution {
  readonly id: string;
  readonly physicianId: string;
  readonly name: string;
  readonly licenceNo: string;
  readonly status: EntryStatus;
  readonly mainSince: string;
  readonly inactiveSince: string | null;
  readonly institution: string;
  readonly authority: string;
}

const columns = `e.id, p.id AS "physicianId", p.name, e.licence_no AS "licenceNo", e.status, e.main_since AS "mainSince", e.inactive_since AS "inactiveSince", i.name AS institution,
  u.name AS authority`;
const tables = `register_entry e JOIN physician p ON p.id = e.physician_id JOIN institution i ON i.id = e.main_institution_id
  JOIN authority u ON u.id = e.authority_id`;

export const findPhysicianOfInstitution = statement<
  PhysicianOfInstitution,
  readonly [institutionId: string, entryId: string]
>('report.physician', `SELECT ${columns} FROM ${tables} WHERE e.main_institution_id = $1 AND e.id = $2`);

/** A multi-site filing as an institution or the person reads it. */
export interface SiteLine {
  readonly id: string;
  readonly name: string;
  readonly licenceNo: string;
  readonly mainInstitution: string;
  readonly institution: string;
  readonly from: string;
  readonly until: string;
  readonly endedOn: string | null;
}

const siteColumns = `s.id, p.name, e.licence_no AS "licenceNo", m.name AS "mainInstitution", i.name AS institution, s.starts_on AS "from",
  s.ends_on AS until, s.ended_on AS "endedOn"`;
const siteTables = `register_site s JOIN register_entry e ON e.id = s.entry_id JOIN physician p ON p.id = e.physician_id
  JOIN institution i ON i.id = s.institution_id JOIN institution m ON m.id = e.main_institution_id`;
const holds = 's.ended_on IS NULL AND s.ends_on >= $2::date';

/** 外来: practising here by a filing, their main institution being another. */
export const findSitesHere = statement<SiteLine, readonly [institutionId: string, today: string]>(
  'report.sitesHere',
  `SELECT ${siteColumns} FROM ${siteTables} WHERE s.institution_id = $1 AND ${holds} ORDER BY s.ends_on, s.id LIMIT 200`,
);

/** 外出: this institution's own, practising elsewhere by a filing. */
export const findSitesElsewhere = statement<SiteLine, readonly [institutionId: string, today: string]>(
  'report.sitesElsewhere',
  `SELECT ${siteColumns} FROM ${siteTables} WHERE e.main_institution_id = $1 AND ${holds} ORDER BY s.ends_on, s.id LIMIT 200`,
);

export const findSitesOfEntries = statement<SiteLine & { entryId: string }, readonly [entryIds: readonly string[]]>(
  'report.sitesOfEntries',
  `SELECT ${siteColumns}, s.entry_id AS "entryId" FROM ${siteTables} WHERE s.entry_id = ANY ($1::uuid[]) ORDER BY s.starts_on DESC, s.id`,
);

/** Reports this institution has made about an entry, the newest first. */
export const findReportsOfEntry = statement<
  { id: string; kind: string; number: string; state: State; submittedOn: string },
  readonly [institutionId: string, entryId: string]
>(
  'report.ofEntry',
  `SELECT id, kind, number, state, submitted_on AS "submittedOn" FROM application
   WHERE institution_id = $1 AND entry_id = $2 AND started_by = 'institution' AND submitted_on IS NOT NULL ORDER BY created_at DESC LIMIT 20`,
);

/** Files of a kind about an entry that are not over, held first: whoever takes a step on one holds it before the entry, too. */
export const lockFilesAbout = statement<{ id: string }, readonly [entryId: string, kind: string]>(
  'report.lockFilesAbout',
  'SELECT id FROM application WHERE entry_id = $1 AND kind = $2 AND NOT is_over ORDER BY id FOR UPDATE',
);
