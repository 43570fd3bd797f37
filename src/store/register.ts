import type { Entry } from '../domain/register/entry.ts';
import type { RegisterEvent } from '../domain/register/events.ts';
import { type Queryable, statement } from './database.ts';
import { opened } from './protection.ts';
import { type Call, call } from './transaction.ts';

/** An event as the domain knows it; `v` is the row of register_event. */
export function registerEvent(v: string): string {
  const contact = opened(v, 'register_event.contact');
  return `CASE WHEN ${v}.contact_sealed IS NULL THEN ${v}.event ELSE ${v}.event || jsonb_build_object('contact', ${contact}) END`;
}

/** A filing as the domain knows it; `s` is the row of register_site. */
export const siteJson = `json_build_object('id', s.id, 'institutionId', s.institution_id, 'authorityId', s.authority_id, 'from', s.starts_on,
  'until', s.ends_on, 'endedOn', s.ended_on)`;

export const entryColumns = `e.id, e.physician_id AS "physicianId", e.qualification_id AS "qualificationId", e.province_code AS "provinceCode",
  e.status, e.licence_no AS "licenceNo", e.main_institution_id AS "mainInstitutionId", e.authority_id AS "authorityId",
  e.techniques, e.conditions, e.photo_id AS "photoId", e.registered_on AS "registeredOn", e.main_since AS "mainSince", e.inactive_since AS "inactiveSince",
  e.suspended_until AS "suspendedUntil", e.ended_on AS "endedOn", e.licence_claimed_on AS "licenceClaimedOn",
  ${opened('e', 'register_entry.contact')} AS contact,
  (SELECT coalesce(json_agg(${siteJson} ORDER BY s.starts_on, s.id), '[]') FROM register_site s WHERE s.entry_id = e.id) AS sites`;

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
    orderId: string | null,
  ]
>(
  'register.save',
  `WITH e AS (
    SELECT * FROM json_to_record($1::json) AS x("id" uuid, "physicianId" uuid, "qualificationId" uuid, "provinceCode" text, "status" text,
      "licenceNo" text, "mainInstitutionId" uuid, "authorityId" uuid, "techniques" text, "conditions" text, "photoId" uuid,
      "registeredOn" date, "mainSince" date, "inactiveSince" date, "suspendedUntil" date, "endedOn" date, "licenceClaimedOn" date,
      "contact" text, "sites" json)
  ), v AS (SELECT json_array_length($4::json) AS n),
  added AS (
    INSERT INTO register_entry (id, physician_id, qualification_id, province_code, status, licence_no, main_institution_id,
      authority_id, techniques, conditions, photo_id, registered_on, main_since, contact_sealed, verification_code, version)
    SELECT "id", "physicianId", "qualificationId", "provinceCode", "status", "licenceNo", "mainInstitutionId", "authorityId",
      "techniques", "conditions", "photoId", "registeredOn", "mainSince", "contact", $2, v.n FROM e, v WHERE $3 = 0
    RETURNING id, version
  ), changed AS (
    UPDATE register_entry r SET status = e."status", main_institution_id = e."mainInstitutionId", authority_id = e."authorityId",
      techniques = e."techniques", conditions = e."conditions", photo_id = e."photoId", main_since = e."mainSince",
      inactive_since = e."inactiveSince", suspended_until = e."suspendedUntil", ended_on = e."endedOn",
      licence_claimed_on = e."licenceClaimedOn", contact_sealed = e."contact", version = r.version + v.n
    FROM e, v WHERE r.id = e."id" AND r.version = $3 AND $3 > 0
    RETURNING r.id, r.version
  ), moved AS (SELECT * FROM added UNION ALL SELECT * FROM changed),
  filed AS (
    INSERT INTO register_site (id, entry_id, institution_id, authority_id, starts_on, ends_on, ended_on)
    SELECT s."id", e."id", s."institutionId", s."authorityId", s."from", s."until", s."endedOn"
    FROM e, moved, json_to_recordset(e."sites") AS s("id" uuid, "institutionId" uuid, "authorityId" uuid, "from" date, "until" date, "endedOn" date)
    ON CONFLICT (id) DO UPDATE SET ended_on = excluded.ended_on
  ), lapsed AS (
    UPDATE report_duty d SET closed_at = $5 FROM e, moved
    WHERE d.entry_id = moved.id AND d.institution_id <> e."mainInstitutionId" AND d.closed_at IS NULL
  ), noted AS (
    INSERT INTO register_event (entry_id, seq, type, at, effective_on, application_id, order_id, event, contact_sealed)
    SELECT moved.id, $3 + ev.ordinality, ev.event ->> 'type', $5, (ev.event ->> 'on')::date, $6, $7, ev.event::jsonb - '{row,contact}'::text[],
      ev.event ->> 'contact'
    FROM moved, json_array_elements($4::json) WITH ORDINALITY AS ev(event, ordinality)
  )
  SELECT moved_one(count(*)) AS moved FROM moved`,
  {
    rows: [
      { parameter: 1, row: 'id', seals: { contact: 'register_entry.contact' } },
      { parameter: 4, row: 'row', seals: { contact: 'register_event.contact' } },
    ],
  },
);

/** Writes an entry together with the events that made it. Fails when somebody else has changed the entry meanwhile. */
export function saveRegisterEntry(written: {
  entry: Entry;
  before: number;
  events: readonly RegisterEvent[];
  verificationCode: string;
  at: string;
  applicationId: string | null;
  /** The order by which it happened, where it was none of an application. */
  orderId?: string;
}): Call {
  const { entry, before, events, verificationCode, at, applicationId, orderId = null } = written;
  const happened = JSON.stringify(events.map((event, i) => ({ ...event, row: `${entry.id}/${before + i + 1}` })));
  return call(saveEntry, JSON.stringify(entry), verificationCode, before, happened, at, applicationId, orderId);
}

/** Holds an entry until the transaction ends. */
export const holdEntry = statement<{ id: string }, readonly [id: string]>(
  'register.hold',
  'SELECT id FROM register_entry WHERE id = $1 FOR UPDATE',
);

export const findEntry = statement<Entry & { version: number }, readonly [id: string]>(
  'register.entry',
  `SELECT ${entryColumns}, e.version FROM register_entry e WHERE e.id = $1`,
);

/**
 * An entry, held until the transaction ends. Two statements in one packet: one that had to wait would see the entry as it is
 * after the wait, but its filings as they were before.
 */
export async function lockEntry(tx: Queryable, id: string): Promise<(Entry & { version: number }) | undefined> {
  const [, entry] = await Promise.all([tx.row(holdEntry, id), tx.row(findEntry, id)]);
  return entry;
}

const claim = statement<{ id: string }, readonly [id: string]>('register.claim', `${holdEntry.text} SKIP LOCKED`);

/** The same for the clock: undefined while somebody else has it in hand, whose turn it then is. */
export async function claimEntry(tx: Queryable, id: string): Promise<(Entry & { version: number }) | undefined> {
  const [held, entry] = await Promise.all([tx.row(claim, id), tx.row(findEntry, id)]);
  return held === undefined ? undefined : entry;
}

/** Whom an entry concerns, by name and how to reach them; a physician may have no account. */
export interface Concerned {
  readonly physician: string;
  readonly authority: string;
  readonly accounts: readonly { readonly id: string; readonly phone: string | null; readonly email: string | null }[];
  /** Names of its main institution and of those of its filings, by id. */
  readonly institutions: Readonly<Record<string, string>>;
}

export const findConcerned = statement<Concerned, readonly [entryId: string]>(
  'register.concerned',
  `SELECT p.name AS physician, u.name AS authority,
     (SELECT coalesce(json_agg(json_build_object('id', c.id, 'email', ${opened('c', 'account.email')},
        'phone', CASE WHEN c.phone_verified_at IS NOT NULL THEN ${opened('c', 'account.phone')} END)
        ORDER BY c.id), '[]') FROM account c WHERE c.physician_id = p.id AND c."end" = 'person' AND c.active) AS accounts,
     (SELECT json_object_agg(i.id, i.name) FROM institution i WHERE i.id = e.main_institution_id
        OR i.id IN (SELECT s.institution_id FROM register_site s WHERE s.entry_id = e.id)) AS institutions
   FROM register_entry e JOIN physician p ON p.id = e.physician_id JOIN authority u ON u.id = e.authority_id WHERE e.id = $1`,
);
