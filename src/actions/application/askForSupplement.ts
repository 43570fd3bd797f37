import type { AuthorityActor } from '../../domain/access/actor.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { StepForm } from './stepForm.ts';
import { takeStep } from './takeStep.ts';

/** 补正: once, naming everything that is missing (行政许可法32); the clock stands still until it is answered. */
export function askForSupplement(
  services: Services,
  actor: AuthorityActor,
  form: StepForm,
  asked: { readonly items: string; readonly secondReason: string },
): Promise<Outcome<string>> {
  return takeStep(services, actor, form, () => ({ step: 'askForSupplement', ...asked }));
}
