import type { AuthorityActor } from '../../domain/access/actor.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { StepForm } from './stepForm.ts';
import { takeStep } from './takeStep.ts';

/** 受理: from the next working day on, twenty of them are counted (医师法13). */
export function accept(services: Services, actor: AuthorityActor, form: StepForm): Promise<Outcome<string>> {
  return takeStep(services, actor, form, () => ({ step: 'accept' }));
}

/** 不予受理, with reasons (行政许可法32). */
export function refuseAcceptance(
  services: Services,
  actor: AuthorityActor,
  form: StepForm,
  reasons: string,
): Promise<Outcome<string>> {
  return takeStep(services, actor, form, () => ({ step: 'refuseAcceptance', reasons }));
}
