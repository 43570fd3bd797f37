import { isUuid } from '../domain/fields/uuid.ts';
import type { Facts } from '../domain/procedure/facts.ts';
import type { State } from '../domain/procedure/steps.ts';
import { type ApplicationRow, applicationColumns } from './applications.ts';
import { type Queryable, type Statement, statement } from './database.ts';
import { type FactsRow, factsOf, factsSql } from './facts.ts';
import { opened } from './protection.ts';
import { type Scope, scopeOf } from './scope.ts';

/** Names for notices, and how to reach the applicant; the phone only when it has been verified. */
export interface Names {
  readonly applicant: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly institution: string | null;
  readonly authority: string | null;
  readonly consent: string | null;
  readonly authorityRegion: string | null;
}

/** The answer a form was given, when it was sent before. */
export interface Answered {
  readonly request: string;
  readonly location: string;
}

interface LoadedRow extends ApplicationRow {
  readonly facts: FactsRow | null;
  readonly names: Names | null;
  readonly answered: Answered | null;
}

type Params = readonly [id: string, owner: string, accountId: string, key: string];

/** The institution of the draft while there is one: the file gets it with this step. */
const institution = `coalesce(a.draft_institution_id, a.institution_id)`;

/**
 * All that a step needs, in one round trip: the file, locked until the transaction ends, and what stands around it. Whoever
 * waits for the lock sees the file as it is afterwards, but everything else as it was before: the version tells.
 */
function loadText(found: string, answered: string): string {
  const facts = factsSql({ account: 'a.account_id', institution, application: 'a.id' });
  return `WITH a AS MATERIALIZED (SELECT * FROM application a WHERE a.id = $1 AND ${found})
     SELECT ${applicationColumns},
       (SELECT row_to_json(f) FROM (${facts}) f) AS facts,
       (SELECT json_build_object('applicant', c.name, 'email', ${opened('c', 'account.email')}, 'institution', i.name, 'authority', u.name,
          'consent', (SELECT s.name FROM authority s WHERE s.id = a.consent_authority_id),
          'authorityRegion', u.region_code, 'phone', CASE WHEN c.phone_verified_at IS NOT NULL THEN ${opened('c', 'account.phone')} END)
        FROM account c LEFT JOIN institution i ON i.id = ${institution} LEFT JOIN authority u ON u.id = coalesce(a.authority_id, i.authority_id)
        WHERE c.id = a.account_id) AS names,
       ${answered} AS answered
     FROM a`;
}

function loadStatement(name: string, scope: string): Statement<LoadedRow, Params> {
  const answered = `(SELECT json_build_object('request', k.request, 'location', k.location) FROM idempotency k WHERE k.account_id = $3 AND k.key = $4)`;
  return statement(`step.load.${name}`, loadText(`${scope} FOR UPDATE`, answered));
}

const loads = {
  person: loadStatement('person', scopeOf.person),
  institution: loadStatement('institution', scopeOf.institution),
  authority: loadStatement('authority', scopeOf.authority),
  // What an institution is about to report has not been submitted yet, so that its scope does not hold it.
  report: loadStatement('report', `a.institution_id = $2 AND a.started_by = 'institution'`),
};

/** For the clock, which has no scope: the file if it is still in that state and nobody else has it in hand. */
const claim = statement<LoadedRow, readonly [id: string, state: State]>(
  'step.claim',
  loadText('a.state = $2 FOR UPDATE SKIP LOCKED', 'NULL'),
);

export interface LoadedStep {
  readonly row: ApplicationRow;
  readonly facts: Facts;
  readonly names: Names;
  readonly answered: Answered | null;
}

/** A file within the actor's scope with everything its step needs; undefined when there is none, or none of theirs. */
export async function loadStep(
  db: Queryable,
  scope: Omit<Scope, 'end'> & { readonly end: keyof typeof loads },
  asked: { readonly id: string; readonly accountId: string; readonly key: string },
): Promise<LoadedStep | undefined> {
  if (!isUuid(asked.id)) return undefined;
  const found = await db.row(loads[scope.end], asked.id, scope.owner, asked.accountId, asked.key);
  return found === undefined ? undefined : loadedStep(found);
}

/** A file in a state, claimed for what the clock does with it; undefined when it has moved on or somebody is at it. */
export async function claimStep(db: Queryable, id: string, state: State): Promise<LoadedStep | undefined> {
  const found = await db.row(claim, id, state);
  return found === undefined ? undefined : loadedStep(found);
}

function loadedStep(found: LoadedRow): LoadedStep {
  const { facts, names, answered, ...row } = found;
  if (facts === null || names === null) throw new Error(`application ${row.id} has no physician behind its account`);
  return { row, facts: factsOf(facts, row), names, answered };
}

export const findAnswered = statement<Answered, readonly [accountId: string, key: string]>(
  'step.answered',
  'SELECT request, location FROM idempotency WHERE account_id = $1 AND key = $2',
);
