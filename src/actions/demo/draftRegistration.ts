import type { PersonActor } from '../../domain/access/actor.ts';
import { registration } from '../../domain/applications/registration.ts';
import { findDemoPlace } from '../../store/demo.ts';
import { saveDraft } from '../application/saveDraft.ts';
import { savePhoto } from '../application/savePhoto.ts';
import { startApplication } from '../application/startApplication.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';

/** A filled-in 执业注册 with a neutral photo, ready to be submitted. Returns its id. */
export async function draftRegistration(
  services: Services,
  applicant: PersonActor,
  clinic: string,
  photo: Uint8Array,
): Promise<string> {
  const place = await services.database.row(findDemoPlace, applicant.accountId, clinic);
  if (place === undefined) throw new Error(`the demonstration has no institution ending in ${clinic}`);
  const asked = { kind: registration.kind, entryId: null, siteId: null, copyOf: null };
  const id = takenStep(await startApplication(services, applicant, asked));
  takenStep(await savePhoto(services, applicant, id, { bytes: photo, crop: undefined }));
  const { phone, address, institutionId } = place;
  const answers = { phone, ethnicGroup: '汉族', education: '中等专业学校', address };
  takenStep(await saveDraft(services, applicant, id, { answers, institutionId }));
  return id;
}

/** Everything in the demonstration is lawful: a refusal is a fault of its data. */
export function takenStep<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'done') throw new Error(`a step of the demonstration was answered ${JSON.stringify(outcome)}`);
  return outcome.value;
}
