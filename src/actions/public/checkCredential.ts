import type { Judgement } from '../../domain/issuing/judgement.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { checkPresentation } from '../credential/checkPresentation.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

/** What is answered about a licence out of a wallet; `at` is the moment of the answer. */
export type CredentialCheck = Judgement & { readonly at: Temporal.Instant };

/** 证照查验 of a licence somebody has pasted, scanned or brought as a file. Judging takes signatures: each counts against what a network may ask. */
export async function checkCredential(
  services: Services,
  text: string,
  network: string,
): Promise<Outcome<CredentialCheck>> {
  if (!services.checks.take(network)) return refuse(refusal('verify.tooMany'));
  const at = services.clock.now();
  return done({ ...(await checkPresentation(services, text)), at });
}
