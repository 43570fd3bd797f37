import type { Services } from '../../src/actions/services.ts';
import { approve, bringToAcceptance, type County, makeDraft } from './life.ts';
import type { TestInstitution, TestPerson, TestPhysician } from './people.ts';

export interface Registered {
  readonly person: TestPerson;
  readonly physician: TestPhysician;
  /** The application by which it was registered. */
  readonly applicationId: string;
  readonly entryId: string;
}

/** A physician registered at the institution of the county, by the real actions. */
export async function makeEntry(
  services: Services,
  county: County,
  given: Parameters<typeof makeDraft>[2] = {},
  institution: TestInstitution = county.institution,
): Promise<Registered> {
  const applicant = await makeDraft(services, institution, given);
  await bringToAcceptance(services, county, applicant);
  await approve(services, county, applicant);
  const { rows } = await services.database.pool.query<{ id: string }>(
    'SELECT id FROM register_entry WHERE physician_id = $1',
    [applicant.physician.id],
  );
  const [entry] = rows;
  if (entry === undefined) throw new Error('the approval made no entry');
  const { person, physician, applicationId } = applicant;
  return { person, physician, applicationId, entryId: entry.id };
}
