import type { StepInput } from '../../domain/procedure/decide.ts';
import type { State } from '../../domain/procedure/steps.ts';
import type { Queryable } from '../../store/database.ts';
import { claimStep } from '../../store/stepLoad.ts';
import { settleStep } from '../application/settleStep.ts';
import { clockBy } from './clockBy.ts';
import type { Now } from './duty.ts';

type ClockInput = Extract<StepInput, { step: 'escalate' | 'deemAccepted' | 'lapse' }>;

/** A step of the clock on a file that is still in that state; `false` when it has moved on. Throws Refused when it is too early. */
export async function takeClockStep(tx: Queryable, id: string, state: State, input: ClockInput, now: Now) {
  const found = await claimStep(tx, id, state);
  if (found === undefined) return false;
  const { row, facts, names } = found;
  return settleStep(tx, { row, facts, names, today: now, at: now.at }, clockBy, input, null);
}
