import type { PersonActor } from '../../domain/access/actor.ts';
import { inactiveFiling } from '../../domain/applications/inactiveFiling.ts';
import { multiSiteFiling } from '../../domain/applications/multiSiteFiling.ts';
import type { Answers } from '../../domain/procedure/application.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { findDemoPlace } from '../../store/demo.ts';
import { saveDraft } from '../application/saveDraft.ts';
import { startApplication } from '../application/startApplication.ts';
import { listOwnLicences } from '../licence/listOwnLicences.ts';
import type { Services } from '../services.ts';
import { takenStep } from './draftRegistration.ts';

/** What somebody who is registered asks for next. */
export interface FurtherFile {
  readonly definition: Definition;
  /** End of the 登记号 of the institution that reviews it. */
  readonly clinic: string;
  readonly answers: (today: Temporal.PlainDate) => Answers;
}

/** A year at a second institution. */
export const elsewhere: FurtherFile = {
  definition: multiSiteFiling,
  clinic: '428',
  answers: (today) => ({ from: today.toString(), until: today.add({ years: 1 }).toString() }),
};

/** Has left, and may come back within two years. */
export const onFile: FurtherFile = {
  definition: inactiveFiling,
  clinic: '428',
  answers: () => ({ reason: '退休' }),
};

/** A filled-in application about the registration of this person, ready to be submitted. Returns its id. */
export async function draftFurther(
  services: Services,
  applicant: PersonActor,
  { definition, clinic, answers }: FurtherFile,
): Promise<string> {
  const place = await services.database.row(findDemoPlace, applicant.accountId, clinic);
  const [entry] = await listOwnLicences(services, applicant);
  if (place === undefined || entry === undefined) throw new Error(`nobody is registered for a file at ${clinic}`);
  const asked = { kind: definition.kind, entryId: entry.id, siteId: null, copyOf: null };
  const id = takenStep(await startApplication(services, applicant, asked));
  const typed = answers(chinaDate(services.clock.now()));
  takenStep(await saveDraft(services, applicant, id, { answers: typed, institutionId: place.institutionId }));
  return id;
}
