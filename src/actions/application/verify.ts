import type { AuthorityActor } from '../../domain/access/actor.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { StepForm } from './stepForm.ts';
import { takeStep } from './takeStep.ts';

/** 核对, of a file of an own clinic: by another officer than the one who is to decide. */
export function verify(
  services: Services,
  actor: AuthorityActor,
  form: StepForm,
  opinion: string,
): Promise<Outcome<string>> {
  return takeStep(services, actor, form, () => ({ step: 'verify', opinion }));
}
