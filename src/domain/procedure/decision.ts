import { refusal } from '../vocabulary/refusals.ts';
import type { Application } from './application.ts';
import type { Decision } from './decide.ts';
import type { ApplicationEvent } from './events.ts';
import { type Step, states, steps } from './steps.ts';

/** What needs reasons is refused without them. */
export function withReasons(reasons: string, label: string, event: ApplicationEvent): Decision {
  return reasons === '' ? { refusals: [refusal('review.reasons', 'reasons', { label })] } : { event };
}

/** This step does not belong to this kind, or not now. */
export function notThisWay(application: Application, step: Step): Decision {
  return { refusals: [refusal('step.notNow', undefined, { state: states[application.state], step: steps[step] })] };
}
