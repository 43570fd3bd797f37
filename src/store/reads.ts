import type { RevealField } from '../domain/privacy/reveal.ts';
import { statement } from './database.ts';

/** Somebody's look at the data of a person, as the person may know it. */
export interface ReadLine {
  readonly id: string;
  readonly at: string;
  readonly reader: string;
  readonly organisation: string;
  readonly role: string;
  readonly end: 'institution' | 'authority';
  readonly what: string;
  readonly field: RevealField | null;
  readonly reason: string | null;
}

/**
 * Readings about a physician, and of requests of an account whose person no roster knew; the newest first. `$3` is the
 * last id of the page before.
 */
export const listReads = statement<
  ReadLine,
  readonly [physicianId: string | null, accountId: string, before: string | null, limit: number | null]
>(
  'reads.list',
  `SELECT l.id::text AS id, l.at, l.actor_name AS reader, l.organisation, l.role,
     CASE WHEN l.institution_id IS NULL THEN 'authority' ELSE 'institution' END AS "end", l.what, l.field, l.reason
   FROM read_log l
   WHERE (l.physician_id = $1::uuid
       OR l.physician_id IS NULL AND l.subject_id IN (SELECT c.id::text FROM correction_request c WHERE c.account_id = $2))
     AND ($3::bigint IS NULL OR l.id < $3::bigint) ORDER BY l.id DESC LIMIT $4`,
);
