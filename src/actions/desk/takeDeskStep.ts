import type { AuthorityActor } from '../../domain/access/actor.ts';
import type { Step } from '../../domain/procedure/steps.ts';
import { accept, refuseAcceptance } from '../application/accept.ts';
import { askForSupplement } from '../application/askForSupplement.ts';
import { consent } from '../application/consent.ts';
import { decideApplication } from '../application/decideApplication.ts';
import type { StepForm } from '../application/stepForm.ts';
import { stepIn } from '../application/stepIn.ts';
import { verify } from '../application/verify.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';

export type DeskStep = Extract<
  Step,
  | 'accept'
  | 'refuseAcceptance'
  | 'askForSupplement'
  | 'giveConsent'
  | 'refuseConsent'
  | 'verify'
  | 'approve'
  | 'refuse'
  | 'stepIn'
>;

/** Any step of an authority by its name; `text` gives what was typed into a field of the step. */
export function takeDeskStep(
  services: Services,
  actor: AuthorityActor,
  form: StepForm,
  step: DeskStep,
  text: (field: string) => string,
): Promise<Outcome<string>> {
  switch (step) {
    case 'accept':
      return accept(services, actor, form);
    case 'refuseAcceptance':
      return refuseAcceptance(services, actor, form, text('reasons'));
    case 'askForSupplement':
      return askForSupplement(services, actor, form, { items: text('items'), secondReason: text('secondReason') });
    case 'giveConsent':
      return consent(services, actor, form, { outcome: 'give', opinion: text('opinion') });
    case 'refuseConsent':
      return consent(services, actor, form, { outcome: 'refuse', reasons: text('reasons') });
    case 'stepIn':
      return stepIn(services, actor, form, text('reasons'));
    case 'verify':
      return verify(services, actor, form, text('opinion'));
    case 'approve':
      return decideApplication(services, actor, form, {
        outcome: 'approve',
        opinion: text('opinion'),
        barFrom: text('barFrom'),
      });
    case 'refuse':
      return decideApplication(services, actor, form, {
        outcome: 'refuse',
        ground: text('ground'),
        reasons: text('reasons'),
      });
    default:
      return unknownStep(step);
  }
}

function unknownStep(step: never): never {
  throw new Error(`unknown step ${String(step)}`);
}
