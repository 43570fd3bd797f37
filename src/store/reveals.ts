import type { RevealField } from '../domain/privacy/reveal.ts';
import { statement } from './database.ts';
import { type Reading, readerColumns, readerValues } from './ledger.ts';

/** Held while a whole number is shown, so that of many asked for at once no more are shown than a day allows. */
export const lockReader = statement<{ id: string }, readonly [accountId: string]>(
  'reveals.lockReader',
  'SELECT id FROM account WHERE id = $1 AND active FOR NO KEY UPDATE',
);

export const countReveals = statement<{ count: number }, readonly [accountId: string, since: string]>(
  'reveals.count',
  'SELECT count(*)::int AS count FROM read_log WHERE account_id = $1 AND field IS NOT NULL AND at >= $2',
);

/** The record of a whole number that is about to be shown, and the key of its form, which is good for one answer. */
export const recordReveal = statement<
  { id: number },
  readonly [
    ...reading: Reading,
    physicianId: string | null,
    subjectId: string,
    field: RevealField,
    reason: string,
    key: string,
    request: string,
  ]
>(
  'reveals.record',
  `WITH answered AS (
     INSERT INTO idempotency (key, account_id, request, location, at) VALUES ($10, $2, $11, '', $1)
   )
   INSERT INTO read_log (at, account_id, actor_name, organisation, what, physician_id, subject_id, field, reason, ${readerColumns})
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, ${readerValues}) RETURNING id`,
);

/** A whole number that somebody of an organisation has seen. */
export interface RevealLine {
  readonly id: string;
  readonly at: string;
  readonly reader: string;
  readonly role: string;
  /** Null when the person is in no roster. */
  readonly name: string | null;
  readonly what: string;
  readonly field: RevealField;
  readonly reason: string;
}

/** One page of an organisation, the newest first; `$2` is the last id of the page before. */
function ofOrganisation(name: string, column: string) {
  return statement<RevealLine, readonly [organisationId: string, before: string | null, limit: number]>(
    `reveals.${name}`,
    `SELECT l.id::text AS id, l.at, l.actor_name AS reader, l.role, p.name, l.what, l.field, l.reason
     FROM read_log l LEFT JOIN physician p ON p.id = l.physician_id
     WHERE l.${column} = $1 AND l.field IS NOT NULL AND ($2::bigint IS NULL OR l.id < $2::bigint) ORDER BY l.id DESC LIMIT $3`,
  );
}

export const listReveals = {
  institution: ofOrganisation('ofInstitution', 'institution_id'),
  authority: ofOrganisation('ofAuthority', 'authority_id'),
};
