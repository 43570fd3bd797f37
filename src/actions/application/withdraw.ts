import type { PersonActor } from '../../domain/access/actor.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { StepForm } from './stepForm.ts';
import { takeStep } from './takeStep.ts';

/** 撤回, at any time before the decision. */
export function withdraw(
  services: Services,
  actor: PersonActor,
  form: StepForm,
  reasons: string,
): Promise<Outcome<string>> {
  return takeStep(services, actor, form, () => ({ step: 'withdraw', reasons }));
}
