import { findUnescalated } from '../../store/time.ts';
import { duty } from './duty.ts';
import { takeClockStep } from './takeClockStep.ts';

/** An institution that is late is told, once, and from then on its authority sees the file. */
export const escalateReviews = duty(
  (db, { date }) => db.rows(findUnescalated, date.toString()),
  (tx, { id }, now) => takeClockStep(tx, id, 'atInstitution', { step: 'escalate' }, now),
);
