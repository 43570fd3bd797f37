import type { InstitutionActor } from '../../domain/access/actor.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { StepForm } from './stepForm.ts';
import { takeStep } from './takeStep.ts';

export type InstitutionReview =
  | { readonly outcome: 'pass'; readonly opinion: string; readonly confirmed: readonly string[] }
  | { readonly outcome: 'return'; readonly reasons: string; readonly confirmed: readonly string[] }
  | { readonly outcome: 'decline'; readonly reasons: string };

/** The institution's review: 通过, 退回 with reasons, or 不同意. */
export function reviewByInstitution(
  services: Services,
  actor: InstitutionActor,
  form: StepForm,
  review: InstitutionReview,
): Promise<Outcome<string>> {
  return takeStep(services, actor, form, () => {
    switch (review.outcome) {
      case 'pass':
        return { step: 'passAtInstitution', opinion: review.opinion, confirmed: review.confirmed };
      case 'return':
        return { step: 'returnToApplicant', reasons: review.reasons, confirmed: review.confirmed };
      case 'decline':
        return { step: 'declineAtInstitution', reasons: review.reasons };
    }
  });
}
