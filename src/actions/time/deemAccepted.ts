import { findOverdueFiles } from '../../store/time.ts';
import { duty } from './duty.ts';
import { takeClockStep } from './takeClockStep.ts';

/** 视为受理 (行政许可法32): no supplement was asked for in five working days, so it counts as accepted from receipt. */
export const deemAccepted = duty(
  (db, { date }) => db.rows(findOverdueFiles, 'atAuthority', date.toString()),
  (tx, { id }, now) => takeClockStep(tx, id, 'atAuthority', { step: 'deemAccepted' }, now),
);
