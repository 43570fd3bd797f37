import { isUuid } from '../domain/fields/uuid.ts';
import type { Answers, Application } from '../domain/procedure/application.ts';
import type { State } from '../domain/procedure/steps.ts';
import { type Queryable, statement } from './database.ts';
import { opened } from './protection.ts';
import { type Scope, scopeOf } from './scope.ts';

/** What the applicant is typing, before it becomes part of the file. */
export interface Draft {
  readonly answers: Answers;
  readonly institutionId: string | null;
  readonly photoId: string | null;
}

/** The row of `application`, its names turned to ours by SQL. */
export interface ApplicationRow extends Application {
  readonly draft: Draft | null;
  readonly dueOn: string | null;
  readonly createdAt: string;
}

export const applicationColumns = `a.id, a.kind, a.number, a.physician_id AS "physicianId", a.account_id AS "accountId",
  a.entry_id AS "entryId", a.subject, a.province_code AS "provinceCode", a.institution_id AS "institutionId",
  a.authority_id AS "authorityId", a.consent_authority_id AS "consentAuthorityId", a.own_institution AS "ownInstitution",
  a.started_by AS "startedBy", a.escalated_on AS "escalatedOn", a.stepped_in_on AS "steppedInOn",
  a.state, a.version, a.state_since AS "stateSince", a.submitted_on AS "submittedOn", a.passed_on AS "passedOn",
  a.received_on AS "receivedOn", a.accepted_on AS "acceptedOn", a.decided_on AS "decidedOn", a.pauses, a.nudges, a.nudged_on AS "nudgedOn",
  ${opened('a', 'application.answers')} AS answers, a.photo_id AS "photoId", a.handlings, ${opened('a', 'application.draft')} AS draft, a.due_on AS "dueOn", a.created_at AS "createdAt"`;

type ById = readonly [id: string, owner: string];

const byId = {
  person: statement<ApplicationRow, ById>(
    'application.ofPerson',
    `SELECT ${applicationColumns} FROM application a WHERE a.id = $1 AND ${scopeOf.person}`,
  ),
  institution: statement<ApplicationRow, ById>(
    'application.ofInstitution',
    `SELECT ${applicationColumns} FROM application a WHERE a.id = $1 AND ${scopeOf.institution}`,
  ),
  authority: statement<ApplicationRow, ById>(
    'application.ofAuthority',
    `SELECT ${applicationColumns} FROM application a WHERE a.id = $1 AND ${scopeOf.authority}`,
  ),
};
const locked = {
  person: statement<ApplicationRow, ById>('application.lockOfPerson', `${byId.person.text} FOR UPDATE`),
  institution: statement<ApplicationRow, ById>('application.lockOfInstitution', `${byId.institution.text} FOR UPDATE`),
  authority: statement<ApplicationRow, ById>('application.lockOfAuthority', `${byId.authority.text} FOR UPDATE`),
};

/** A file within the actor's scope; undefined when there is none, or none of theirs. */
export async function findApplication(db: Queryable, scope: Scope, id: string): Promise<ApplicationRow | undefined> {
  return isUuid(id) ? db.row(byId[scope.end], id, scope.owner) : undefined;
}

/** The same, locked until the transaction ends: the second of two officers waits here and then sees what the first did. */
export async function lockApplication(db: Queryable, scope: Scope, id: string): Promise<ApplicationRow | undefined> {
  return isUuid(id) ? db.row(locked[scope.end], id, scope.owner) : undefined;
}

/** What SQL has to look up in a draft, which is sealed. */
type DraftBeside = readonly [institutionId: string | null, photoId: string | null];

export const insertDraft = statement<
  { id: string },
  readonly [string, string, string, string, string | null, string, string, string, string, ...beside: DraftBeside]
>(
  'application.insertDraft',
  `INSERT INTO application (id, kind, physician_id, account_id, entry_id, subject, province_code, state, state_since, created_at, draft_sealed,
     draft_institution_id, draft_photo_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, 'draft', $8, $8, $9, $10, $11) RETURNING id`,
  { seals: [{ parameter: 9, column: 'application.draft', row: '$1' }] },
);

export const updateDraft = statement<
  { id: string },
  readonly [id: string, accountId: string, draft: string, ...beside: DraftBeside]
>(
  'application.updateDraft',
  `UPDATE application SET draft_sealed = $3, draft_institution_id = $4, draft_photo_id = $5
   WHERE id = $1 AND account_id = $2 AND state IN ('draft', 'returned', 'supplement') RETURNING id`,
  { seals: [{ parameter: 3, column: 'application.draft', row: '$1' }] },
);

/** The last part of a new application number. */
export const nextApplicationSerial = statement<{ serial: number }>(
  'application.nextSerial',
  `SELECT nextval('application_number') AS serial`,
);

export const findOwnApplications = statement<
  ApplicationRow & { institutionName: string | null; authorityName: string | null },
  readonly [accountId: string]
>(
  'application.own',
  `SELECT ${applicationColumns}, i.name AS "institutionName", u.name AS "authorityName"
   FROM application a LEFT JOIN institution i ON i.id = a.institution_id LEFT JOIN authority u ON u.id = a.authority_id
   WHERE a.account_id = $1 AND NOT (a.state = 'withdrawn' AND a.number IS NULL) ORDER BY a.created_at DESC LIMIT 50`,
);

/** The one that stands in the way of another of its kind, whoever's account began it. */
export const findOpenApplication = statement<
  { id: string; accountId: string; state: State; number: string | null },
  readonly [physicianId: string, kind: string, subject: string]
>(
  'application.findOpen',
  `SELECT id, account_id AS "accountId", state, number FROM application
   WHERE physician_id = $1 AND kind = $2 AND subject = $3 AND NOT is_over`,
);
