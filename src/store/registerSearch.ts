import type { Entry } from '../domain/register/entry.ts';
import type { RegisterEvent } from '../domain/register/events.ts';
import { statement } from './database.ts';
import { opened } from './protection.ts';
import { registerEvent } from './register.ts';

/** One line of the register as a desk lists it. */
export interface RegisterLine
  extends Pick<Entry, 'id' | 'licenceNo' | 'status' | 'registeredOn' | 'mainSince' | 'inactiveSince'> {
  readonly name: string;
  readonly institution: string;
}

/** Entries kept by an authority or one below it; `e` is the entry, `u` its authority, `$1` the path. */
const region = `(u.path = $1 OR u.path LIKE $1 || '/%')`;

const lineColumns = `e.id, p.name, e.licence_no AS "licenceNo", i.name AS institution, e.status, e.registered_on AS "registeredOn",
  e.main_since AS "mainSince", e.inactive_since AS "inactiveSince"`;
const lineTables = `register_entry e JOIN authority u ON u.id = e.authority_id JOIN physician p ON p.id = e.physician_id
  JOIN institution i ON i.id = e.main_institution_id`;

type Search = readonly [
  path: string,
  licenceNo: string,
  name: string,
  institution: string,
  status: string,
  after: string,
  afterId: string,
  limit: number,
];

/** Each way of asking has its own statement, so that each has its own index: number, name, or the newest of the region. */
function searchBy(name: string, found: string) {
  return statement<RegisterLine, Search>(
    `registerSearch.${name}`,
    `SELECT ${lineColumns} FROM ${lineTables}
     WHERE ${region} AND ${found} AND ($4 = '' OR strpos(i.name, $4) > 0) AND ($5 = '' OR e.status = $5)
       AND (e.registered_on, e.id) < ($6::date, $7::uuid)
     ORDER BY e.registered_on DESC, e.id DESC LIMIT $8`,
  );
}

export const searchRegister = {
  byLicence: searchBy('byLicence', `e.licence_no = $2 AND ($3 = '' OR p.name = $3)`),
  byName: searchBy('byName', `$2 = '' AND p.name = $3`),
  newest: searchBy('newest', `$2 = '' AND $3 = ''`),
};

/** An entry with everything the law lets a desk know of it. */
export interface RegisterEntryView
  extends RegisterLine,
    Pick<Entry, 'physicianId' | 'authorityId' | 'techniques' | 'conditions' | 'photoId'> {
  readonly sex: 'male' | 'female';
  readonly birthDate: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly certificateNo: string;
  readonly qualifiedOn: string;
  readonly examiningProvince: string;
  readonly provinceName: string;
  readonly authority: string;
}

export const findRegisterEntry = statement<RegisterEntryView, readonly [path: string, id: string]>(
  'registerSearch.entry',
  `SELECT e.id, e.physician_id AS "physicianId", p.name, p.sex, p.birth_date AS "birthDate", p.id_type AS "idType", ${opened('p', 'physician.id_number')} AS "idNumber",
     ${opened('q', 'qualification.certificate_no')} AS "certificateNo", q.issued_on AS "qualifiedOn", qr.name AS "examiningProvince", e.status, e.licence_no AS "licenceNo",
     r.name AS "provinceName", i.name AS institution, u.name AS authority, u.id AS "authorityId", e.techniques, e.conditions, e.photo_id AS "photoId",
     e.registered_on AS "registeredOn", e.main_since AS "mainSince", e.inactive_since AS "inactiveSince"
   FROM ${lineTables} JOIN qualification q ON q.id = e.qualification_id JOIN region qr ON qr.code = q.province_code
   JOIN region r ON r.code = e.province_code WHERE ${region} AND e.id = $2`,
);

/** What happened to an entry, by which decision of whom; names of institutions as they are called now. */
export interface RegisterEventLine {
  readonly entryId: string;
  readonly seq: number;
  readonly at: string;
  readonly event: RegisterEvent;
  readonly institution: string | null;
  readonly applicationId: string | null;
  readonly applicationNumber: string | null;
  readonly orderId: string | null;
  /** 文号 of the order. */
  readonly documentNo: string | null;
  /** As the ledger has it: a person, or 法定期限届满. */
  readonly decidedBy: string | null;
  readonly organisation: string | null;
  readonly article: string | null;
}

/** Each event with the ledger row of its decision: the last about its file, its order or the entry itself at that moment. */
const eventLines = `SELECT v.entry_id AS "entryId", v.seq, v.at, ${registerEvent('v')} AS event, i.name AS institution, v.application_id AS "applicationId",
    a.number AS "applicationNumber", v.order_id AS "orderId", o.content ->> 'documentNo' AS "documentNo", l.actor_name AS "decidedBy",
    l.organisation, l.article
  FROM register_event v LEFT JOIN application a ON a.id = v.application_id LEFT JOIN register_order o ON o.id = v.order_id
  LEFT JOIN register_site s ON s.id = (v.event ->> 'siteId')::uuid
  LEFT JOIN institution i ON i.id = coalesce((v.event ->> 'institutionId')::uuid, s.institution_id)
  LEFT JOIN LATERAL (SELECT g.actor_name, g.organisation, g.article FROM ledger g WHERE g.at = v.at
    AND g.subject_type = CASE WHEN v.application_id IS NOT NULL THEN 'application' WHEN v.order_id IS NOT NULL THEN 'register_order' ELSE 'register_entry' END
    AND g.subject_id = coalesce(v.application_id, v.order_id, v.entry_id)::text ORDER BY g.seq DESC LIMIT 1) l ON true`;

export const findRegisterEvents = statement<RegisterEventLine, readonly [entryId: string]>(
  'registerSearch.events',
  `${eventLines} WHERE v.entry_id = $1 ORDER BY v.seq`,
);

/** The same over all entries of a physician, for their own eyes. */
export const findEventsOfPhysician = statement<RegisterEventLine, readonly [physicianId: string]>(
  'registerSearch.eventsOfPhysician',
  `${eventLines} JOIN register_entry e ON e.id = v.entry_id WHERE e.physician_id = $1 ORDER BY v.entry_id, v.seq`,
);

/** Names of organisations, for an entry as it stood on another day. */
export const findOrganisationNames = statement<{ id: string; name: string }, readonly [ids: readonly string[]]>(
  'registerSearch.names',
  'SELECT id, name FROM institution WHERE id = ANY ($1::uuid[]) UNION ALL SELECT id, name FROM authority WHERE id = ANY ($1::uuid[])',
);

/** Physicians whose main institution this is, the newest first. */
export const findPhysiciansOfInstitution = statement<
  RegisterLine,
  readonly [institutionId: string, after: string, afterId: string, limit: number]
>(
  'registerSearch.ofInstitution',
  `SELECT ${lineColumns} FROM ${lineTables} WHERE e.main_institution_id = $1 AND (e.main_since, e.id) < ($2::date, $3::uuid)
   ORDER BY e.main_since DESC, e.id DESC LIMIT $4`,
);
