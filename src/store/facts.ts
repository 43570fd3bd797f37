import type { Bar, Facts, Institution, Physician, Qualification } from '../domain/procedure/facts.ts';
import type { Entry } from '../domain/register/entry.ts';
import { type Queryable, statement } from './database.ts';
import { opened } from './protection.ts';
import { siteJson } from './register.ts';

export interface FactsRow {
  readonly physician: Physician;
  readonly account: { phone: string | null; email: string | null; activated: boolean };
  readonly qualification: Qualification | null;
  readonly entries: readonly Entry[];
  readonly bars: readonly Bar[];
  readonly open: Facts['open'];
  readonly institution: Institution | null;
  readonly provinceNames: Readonly<Record<string, string>>;
  readonly institutionNames: Readonly<Record<string, string>>;
}

const entryJson = `json_build_object('id', e.id, 'physicianId', e.physician_id, 'qualificationId', e.qualification_id,
  'provinceCode', e.province_code, 'status', e.status, 'licenceNo', e.licence_no, 'mainInstitutionId', e.main_institution_id,
  'authorityId', e.authority_id, 'techniques', e.techniques, 'conditions', e.conditions, 'photoId', e.photo_id,
  'registeredOn', e.registered_on, 'mainSince', e.main_since, 'inactiveSince', e.inactive_since, 'suspendedUntil', e.suspended_until,
  'endedOn', e.ended_on, 'licenceClaimedOn', e.licence_claimed_on, 'contact', ${opened('e', 'register_entry.contact')},
  'sites', (SELECT coalesce(json_agg(${siteJson} ORDER BY s.starts_on, s.id), '[]') FROM register_site s WHERE s.entry_id = e.id))`;

/** What the facts are asked about: SQL expressions, parameters or columns. */
interface AskedInSql {
  readonly account: string;
  readonly institution: string;
  readonly application: string;
}

/**
 * Everything the rules may look at, in one round trip: PostgreSQL builds the JSON, the client is the bottleneck. Codes are
 * compared as char(6): as text the index of region would not be used.
 */
export function factsSql({ account, institution, application }: AskedInSql): string {
  return `SELECT
    json_build_object('id', p.id, 'name', p.name, 'sex', p.sex, 'birthDate', p.birth_date,
      'idType', p.id_type, 'idNumber', ${opened('p', 'physician.id_number')}) AS physician,
    json_build_object('phone', ${opened('c', 'account.phone')}, 'email', ${opened('c', 'account.email')}, 'activated', c.activated_at IS NOT NULL) AS account,
    (SELECT json_build_object('id', q.id, 'certificateNo', ${opened('q', 'qualification.certificate_no')}, 'issuedOn', q.issued_on, 'provinceCode', q.province_code,
       'provinceName', r.name, 'techniques', q.techniques, 'conditions', q.conditions, 'issuer', q.issuer, 'valid', q.valid)
     FROM qualification q JOIN region r ON r.code = q.province_code WHERE q.id = c.qualification_id) AS qualification,
    (SELECT coalesce(json_agg(${entryJson} ORDER BY e.registered_on, e.id), '[]') FROM register_entry e WHERE e.physician_id = p.id) AS entries,
    (SELECT coalesce(json_agg(json_build_object('until', b.until, 'reason', b.reason, 'article', b.article)), '[]') FROM bar b WHERE b.physician_id = p.id) AS bars,
    (SELECT coalesce(json_agg(json_build_object('kind', o.kind, 'subject', o.subject, 'entryId', o.entry_id, 'number', o.number)), '[]')
     FROM application o WHERE o.physician_id = p.id AND NOT o.is_over AND o.id IS DISTINCT FROM ${application}) AS open,
    (SELECT json_build_object('id', i.id, 'name', i.name, 'number', i.number, 'type', i.type, 'regionCode', i.region_code, 'regionName', ir.name,
       'provinceCode', pr.code, 'provinceName', pr.name, 'active', i.active, 'licenceValidUntil', i.licence_valid_until,
       'authorityId', CASE WHEN u.registers THEN u.id END, 'authorityName', u.name,
       'consentAuthorityId', (SELECT s.id FROM authority s WHERE s.consents AND s.region_code = pr.code),
       'soleHead', (SELECT count(*) = 1 AND bool_and(coalesce(m.id_number_index = p.id_number_index, m.name = p.name)) IS TRUE FROM account m WHERE m.institution_id = i.id AND m.active))
     FROM institution i JOIN region ir ON ir.code = i.region_code JOIN region pr ON pr.code = (left(i.region_code, 2) || '0000')::char(6)
     JOIN authority u ON u.id = i.authority_id WHERE i.id = ${institution}) AS institution,
    (SELECT coalesce(json_object_agg(r.code, r.name), '{}') FROM region r WHERE r.code IN (SELECT e.province_code FROM register_entry e WHERE e.physician_id = p.id)) AS "provinceNames",
    (SELECT coalesce(json_object_agg(n.id, n.name), '{}') FROM institution n WHERE n.id IN (
       SELECT e.main_institution_id FROM register_entry e WHERE e.physician_id = p.id
       UNION SELECT s.institution_id FROM register_entry e JOIN register_site s ON s.entry_id = e.id WHERE e.physician_id = p.id)) AS "institutionNames"
  FROM account c JOIN physician p ON p.id = c.physician_id
  WHERE c.id = ${account}`;
}

const loadFacts = statement<
  FactsRow,
  readonly [accountId: string, institutionId: string | null, applicationId: string | null]
>('facts.load', factsSql({ account: '$1', institution: '$2', application: '$3' }));

/** Of what the facts are: an account, what is chosen so far, and the entry or filing it is about. */
export interface AskedFacts {
  readonly accountId: string;
  readonly institutionId: string | null;
  readonly applicationId: string | null;
  readonly entryId: string | null;
  /** The filing for a kind that begins from one; whatever else it may be names no filing. */
  readonly subject: string | null;
}

/** Facts about the physician behind an account; undefined while the account is not matched to a roster. */
export async function findFacts(db: Queryable, asked: AskedFacts): Promise<Facts | undefined> {
  const row = await db.row(loadFacts, asked.accountId, asked.institutionId, asked.applicationId);
  return row === undefined ? undefined : factsOf(row, asked);
}

/** The facts of a row, about one of the entries or none. */
export function factsOf(row: FactsRow, { entryId, subject }: Pick<AskedFacts, 'entryId' | 'subject'>): Facts {
  const { account, ...rest } = row;
  const entry = row.entries.find(({ id }) => id === entryId) ?? null;
  return {
    ...rest,
    phone: account.phone ?? '',
    email: account.email ?? '',
    activated: account.activated,
    entry,
    site: entry?.sites.find(({ id }) => id === subject) ?? null,
  };
}
