import type { AuthorityActor } from '../../domain/access/actor.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { StepForm } from './stepForm.ts';
import { takeStep } from './takeStep.ts';

export type Consent =
  | { readonly outcome: 'give'; readonly opinion: string }
  | { readonly outcome: 'refuse'; readonly reasons: string };

/** 跨省同意 by the TCM authority of the province somebody wants to practise in. */
export function consent(
  services: Services,
  actor: AuthorityActor,
  form: StepForm,
  said: Consent,
): Promise<Outcome<string>> {
  return takeStep(services, actor, form, () =>
    said.outcome === 'give'
      ? { step: 'giveConsent', opinion: said.opinion }
      : { step: 'refuseConsent', reasons: said.reasons },
  );
}
