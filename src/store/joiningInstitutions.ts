import { statement } from './database.ts';

/** An institution of the list, as far as it matters to somebody who wants in under its number. */
export interface ListedInstitution {
  readonly id: string;
  readonly name: string;
  readonly creditCode: string;
  readonly authorityId: string;
  readonly authorityName: string;
  /** Somebody works with the system there already. */
  readonly staffed: boolean;
}

const listed = `SELECT i.id, i.name, i.credit_code AS "creditCode", i.authority_id AS "authorityId", u.name AS "authorityName",
    EXISTS (SELECT FROM account c WHERE c.institution_id = i.id AND c.active) AS staffed
  FROM institution i JOIN authority u ON u.id = i.authority_id WHERE i.number = $1`;

export const findListed = statement<ListedInstitution, readonly [number: string]>('joiningInstitutions.find', listed);

/** Held until the transaction ends, so that no import takes it back meanwhile. */
export const lockListed = statement<ListedInstitution, readonly [number: string]>(
  'joiningInstitutions.lock',
  `${listed} FOR UPDATE OF i`,
);

/** Numbers of other institutions with the same name. */
export const findNamesakes = statement<{ number: string }, readonly [name: string, number: string]>(
  'joiningInstitutions.namesakes',
  'SELECT number FROM institution WHERE name = $1 AND number <> $2 ORDER BY number LIMIT 5',
);

/** Nothing when its number is in the list already. */
export const insertJoined = statement<
  { id: string },
  readonly [number: string, creditCode: string, name: string, regionCode: string, authorityId: string, headName: string]
>(
  'joiningInstitutions.insert',
  `INSERT INTO institution (number, credit_code, name, region_code, authority_id, head_name) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (number) DO NOTHING RETURNING id`,
);

export const tellInstitution = statement<
  { id: string },
  readonly [institutionId: string, title: string, body: string, at: string]
>(
  'joiningInstitutions.tell',
  'INSERT INTO notice (institution_id, title, body, at) VALUES ($1, $2, $3, $4) RETURNING id',
);
