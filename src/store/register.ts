import type { Entry } from '../domain/register/entry.ts';
import type { RegisterEvent } from '../domain/register/events.ts';
import { statement } from './database.ts';
import { type Call, call } from './transaction.ts';

export const entryColumns = `e.id, e.physician_id AS "physicianId", e.qualification_id AS "qualificationId", e.province_code AS "provinceCode",
  e.status, e.licence_no AS "licenceNo", e.main_institution_id AS "mainInstitutionId", e.authority_id AS "authorityId",
  e.techniques, e.conditions, e.photo_id AS "photoId", e.registered_on AS "registeredOn", e.main_since AS "mainSince"`;

/** 执业证书编码: the next serial of a region of first registration. The row lock makes two approvals wait for each other. */
export const nextLicenceSerial = statement<{ last: number }, readonly [regionCode: string]>(
  'register.nextLicenceSerial',
  `INSERT INTO licence_serial (region_code, last) VALUES ($1, 1)
   ON CONFLICT (region_code) DO UPDATE SET last = licence_serial.last + 1 RETURNING last`,
);

const saveEntry = statement<
  { moved: number },
  readonly [
    entry: string,
    verificationCode: string,
    before: number,
    events: string,
    at: string,
    applicationId: string | null,
  ]
>(
  'register.save',
  `WITH e AS (
    SELECT * FROM json_to_record($1::json) AS x("id" uuid, "physicianId" uuid, "qualificationId" uuid, "provinceCode" text, "status" text,
      "licenceNo" text, "mainInstitutionId" uuid, "authorityId" uuid, "techniques" text, "conditions" text, "photoId" uuid,
      "registeredOn" date, "mainSince" date)
  ), v AS (SELECT json_array_length($4::json) AS n),
  added AS (
    INSERT INTO register_entry (id, physician_id, qualification_id, province_code, status, licence_no, main_institution_id,
      authority_id, techniques, conditions, photo_id, registered_on, main_since, verification_code, version)
    SELECT "id", "physicianId", "qualificationId", "provinceCode", "status", "licenceNo", "mainInstitutionId", "authorityId",
      "techniques", "conditions", "photoId", "registeredOn", "mainSince", $2, v.n FROM e, v WHERE $3 = 0
    RETURNING id, version
  ), changed AS (
    UPDATE register_entry r SET status = e."status", main_institution_id = e."mainInstitutionId", authority_id = e."authorityId",
      techniques = e."techniques", conditions = e."conditions", photo_id = e."photoId", main_since = e."mainSince", version = r.version + v.n
    FROM e, v WHERE r.id = e."id" AND r.version = $3 AND $3 > 0
    RETURNING r.id, r.version
  ), moved AS (SELECT * FROM added UNION ALL SELECT * FROM changed),
  noted AS (
    INSERT INTO register_event (entry_id, seq, type, at, effective_on, application_id, event)
    SELECT moved.id, $3 + ev.ordinality, ev.event ->> 'type', $5, (ev.event ->> 'on')::date, $6, ev.event::jsonb
    FROM moved, json_array_elements($4::json) WITH ORDINALITY AS ev(event, ordinality)
  )
  SELECT moved_one(count(*)) AS moved FROM moved`,
);

/** Writes an entry together with the events that made it. Fails when somebody else has changed the entry meanwhile. */
export function saveRegisterEntry(written: {
  entry: Entry;
  before: number;
  events: readonly RegisterEvent[];
  verificationCode: string;
  at: string;
  applicationId: string | null;
}): Call {
  const { entry, before, events, verificationCode, at, applicationId } = written;
  return call(saveEntry, JSON.stringify(entry), verificationCode, before, JSON.stringify(events), at, applicationId);
}

export const lockEntry = statement<Entry & { version: number }, readonly [id: string]>(
  'register.lockEntry',
  `SELECT ${entryColumns}, e.version FROM register_entry e WHERE e.id = $1 FOR UPDATE`,
);
