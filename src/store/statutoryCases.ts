import { statement } from './database.ts';

/** A case as the authority lists it. Days are YYYY-MM-DD. */
export interface CaseLine {
  readonly id: string;
  readonly number: string;
  readonly entryId: string;
  readonly name: string;
  readonly licenceNo: string;
  readonly institution: string;
  readonly authority: string;
  readonly inactiveSince: string;
  readonly openedOn: string;
  readonly article: string;
}

/** Open cases of an authority and those below it, the oldest first; one whose entry is no longer on file has nothing to decide. */
export const openCasesOf = statement<CaseLine, readonly [path: string, after: string, afterId: string, limit: number]>(
  'statutoryCase.openOf',
  `SELECT c.id, c.number, c.entry_id AS "entryId", p.name, e.licence_no AS "licenceNo", i.name AS institution, u.name AS authority,
     c.inactive_since AS "inactiveSince", c.opened_on AS "openedOn", c.article
   FROM statutory_case c JOIN register_entry e ON e.id = c.entry_id JOIN physician p ON p.id = e.physician_id
   JOIN institution i ON i.id = e.main_institution_id JOIN authority u ON u.id = c.authority_id
   WHERE c.state = 'open' AND e.status = 'inactive' AND (u.path = $1 OR starts_with(u.path, $1 || '/'))
     AND (c.opened_on, c.id) > ($2::date, $3::uuid)
   ORDER BY c.opened_on, c.id LIMIT $4`,
);

/** Opens the case of a filing; no row when it has been opened before. */
export const openCase = statement<
  { id: string; number: string },
  readonly [entryId: string, authorityId: string, inactiveSince: string, openedOn: string, article: string]
>(
  'statutoryCase.open',
  `WITH n AS (SELECT nextval(pg_get_serial_sequence('statutory_case', 'serial')) AS serial)
   INSERT INTO statutory_case (serial, number, entry_id, authority_id, inactive_since, opened_on, article) OVERRIDING SYSTEM VALUE
   SELECT n.serial, 'FD-' || extract(year FROM $4::date) || '-' || lpad(n.serial::text, greatest(6, length(n.serial::text)), '0'),
     $1, $2, $3, $4, $5 FROM n
   ON CONFLICT DO NOTHING RETURNING id, number`,
);

/** Cases that are open though their entry is no longer on file: it was ended in another way. */
export const findSettledCases = statement<{ id: string; entryId: string }>(
  'statutoryCase.settled',
  `SELECT c.id, c.entry_id AS "entryId" FROM statutory_case c JOIN register_entry e ON e.id = c.entry_id
   WHERE c.state = 'open' AND e.status <> 'inactive' ORDER BY c.opened_on, c.id`,
);

/** Closes an open case; no row when it was not open any more. */
export const closeCase = statement<
  { id: string; number: string; authorityId: string },
  readonly [id: string, closedOn: string]
>(
  'statutoryCase.close',
  `UPDATE statutory_case SET state = 'closed', closed_on = $2 WHERE id = $1 AND state = 'open'
   RETURNING id, number, authority_id AS "authorityId"`,
);
