import { statement } from './database.ts';

/** One ledger row for an act that is not a step of an application (those are written with the step). */
export const recordInLedger = statement<
  { seq: number },
  readonly [
    at: string,
    accountId: string | null,
    actorName: string,
    organisation: string,
    action: string,
    subjectType: string,
    subjectId: string,
    article: string,
    detail: string,
  ]
>(
  'ledger.record',
  `INSERT INTO ledger (at, account_id, actor_name, organisation, action, subject_type, subject_id, article, detail)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb) RETURNING seq`,
);

/** How a row of the reading log begins: when, who, and what they read. */
export type Reading = readonly [at: string, accountId: string, actorName: string, organisation: string, what: string];

/** The reader as the log keeps them: whom they worked for in which role at that moment, whatever they become later. */
export const readerColumns = 'role, institution_id, authority_id';
export const readerValues = `(SELECT c.role FROM account c WHERE c.id = $2), (SELECT c.institution_id FROM account c WHERE c.id = $2),
     (SELECT c.authority_id FROM account c WHERE c.id = $2)`;

/** Written before a page with somebody else's data is answered. */
export const recordRead = statement<
  { id: number },
  readonly [...reading: Reading, physicianId: string | null, subjectId: string]
>(
  'readLog.record',
  `INSERT INTO read_log (at, account_id, actor_name, organisation, what, physician_id, subject_id, ${readerColumns})
   VALUES ($1, $2, $3, $4, $5, $6, $7, ${readerValues}) RETURNING id`,
);
