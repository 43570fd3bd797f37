import { type ApplicationRow, applicationColumns } from './applications.ts';
import { statement } from './database.ts';

/** Open files whose clock reaches into the two years from a day on (no clock is longer), by id, a thousand at a time. */
export const findClockedFiles = statement<ApplicationRow, readonly [from: string, afterId: string]>(
  'dueDates.find',
  `SELECT ${applicationColumns} FROM application a WHERE NOT a.is_over AND a.due_on >= $1::date AND a.due_on < $1::date + interval '2 years' AND a.id > $2::uuid
   ORDER BY a.id LIMIT 1000`,
);

/** A file that has moved meanwhile was reckoned anew with its step. The due day is derived, so the version stays. */
export const saveDueDates = statement<{ id: string }, readonly [dates: string]>(
  'dueDates.save',
  `UPDATE application a SET due_on = n.due FROM json_to_recordset($1::json) AS n(id uuid, version integer, due date)
   WHERE a.id = n.id AND a.version = n.version AND a.due_on IS DISTINCT FROM n.due RETURNING a.id`,
);
