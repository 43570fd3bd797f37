import { statement } from './database.ts';

/** An open duty to report; `name` is the physician's. */
export interface DutyRow {
  readonly id: string;
  readonly entryId: string;
  readonly institutionId: string;
  readonly knownOn: string;
  readonly dueOn: string;
  readonly note: string;
  readonly name: string;
  readonly reminded: number;
}

const columns = `d.id, d.entry_id AS "entryId", d.institution_id AS "institutionId", d.known_on AS "knownOn", d.due_on AS "dueOn", d.note, p.name, d.reminded`;
const tables = 'report_duty d JOIN register_entry e ON e.id = d.entry_id JOIN physician p ON p.id = e.physician_id';
/** Still to be met (a move to another institution ends it, register.save): the physician is still the institution's, and still stands so that there is something to report. */
const open = `d.closed_at IS NULL AND e.main_institution_id = d.institution_id AND e.status IN ('practising', 'inactive', 'suspended')`;

/** By the day on which they are due. */
export const findDuties = statement<DutyRow, readonly [institutionId: string]>(
  'reportDuty.list',
  `SELECT ${columns} FROM ${tables} WHERE d.institution_id = $1 AND ${open} ORDER BY d.due_on, d.id LIMIT 200`,
);

export const insertDuty = statement<
  { id: string },
  readonly [
    id: string,
    entryId: string,
    institutionId: string,
    knownOn: string,
    dueOn: string,
    note: string,
    accountId: string,
    at: string,
  ]
>(
  'reportDuty.insert',
  `INSERT INTO report_duty (id, entry_id, institution_id, known_on, due_on, note, noted_by, noted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
);

/** Met by a report, or dropped where there is none. */
export const closeDuty = statement<
  { id: string },
  readonly [entryId: string, institutionId: string, at: string, applicationId: string | null]
>(
  'reportDuty.close',
  `UPDATE report_duty SET closed_at = $3, application_id = $4 WHERE entry_id = $1 AND institution_id = $2 AND closed_at IS NULL RETURNING id`,
);

/** A duty one of whose reminders is due and that nobody else is reminding of. */
export const lockDutyToRemind = statement<DutyRow, readonly [today: string, firstAt: number, secondAt: number]>(
  'reportDuty.lockDue',
  `SELECT ${columns} FROM ${tables} WHERE ${open}
     AND d.reminded < (d.due_on - $1::date <= $2::int)::int + (d.due_on - $1::date <= $3::int)::int + (d.due_on < $1::date)::int
   ORDER BY d.due_on, d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED`,
);

export const markReminded = statement<{ id: string }, readonly [id: string, reminded: number]>(
  'reportDuty.reminded',
  'UPDATE report_duty SET reminded = $2 WHERE id = $1 AND reminded < $2 RETURNING id',
);

export const tellInstitution = statement<
  { id: string },
  readonly [institutionId: string, title: string, body: string, at: string]
>('reportDuty.tell', 'INSERT INTO notice (institution_id, title, body, at) VALUES ($1, $2, $3, $4) RETURNING id');
