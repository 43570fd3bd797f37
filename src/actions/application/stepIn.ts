import type { AuthorityActor } from '../../domain/access/actor.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { StepForm } from './stepForm.ts';
import { takeStep } from './takeStep.ts';

/** 直接办理: the authority goes on without an institution that has had the file for ten working days, with a reason. */
export function stepIn(
  services: Services,
  actor: AuthorityActor,
  form: StepForm,
  reasons: string,
): Promise<Outcome<string>> {
  return takeStep(services, actor, form, () => ({ step: 'stepIn', reasons }));
}
