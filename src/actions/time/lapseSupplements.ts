import { findOverdueFiles } from '../../store/time.ts';
import { duty } from './duty.ts';
import { takeClockStep } from './takeClockStep.ts';

/** 视为撤回: a supplement that was not answered in its time. The applicant may start again from a copy. */
export const lapseSupplements = duty(
  (db, { date }) => db.rows(findOverdueFiles, 'supplement', date.toString()),
  (tx, { id }, now) => takeClockStep(tx, id, 'supplement', { step: 'lapse' }, now),
);
