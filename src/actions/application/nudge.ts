import type { PersonActor } from '../../domain/access/actor.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { StepForm } from './stepForm.ts';
import { takeStep } from './takeStep.ts';

/** 催办: reminds an institution that has had the file longer than it should; logged, once a day. */
export function nudge(services: Services, actor: PersonActor, form: StepForm): Promise<Outcome<string>> {
  return takeStep(services, actor, form, () => ({ step: 'nudge' }));
}
