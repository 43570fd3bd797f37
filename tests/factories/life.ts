import { randomUUID } from 'node:crypto';
import { accept } from '../../src/actions/application/accept.ts';
import { decideApplication } from '../../src/actions/application/decideApplication.ts';
import { reviewByInstitution } from '../../src/actions/application/reviewByInstitution.ts';
import { submit } from '../../src/actions/application/submit.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import type { Services } from '../../src/actions/services.ts';
import type { AuthorityActor, InstitutionActor } from '../../src/domain/access/actor.ts';
import { type Draft, insertDraft } from '../../src/store/applications.ts';
import {
  type AuthorityTree,
  insertAuthorityStaff,
  insertHunan,
  insertInstitution,
  insertInstitutionStaff,
  insertPersonAccount,
  insertPhysician,
  type TestInstitution,
  type TestPerson,
  type TestPhysician,
} from './people.ts';
import { storePhoto } from './photo.ts';

/** A county with an institution, a clerk and two deciders: enough for a file to go all the way. */
export interface County {
  readonly tree: AuthorityTree;
  readonly institution: TestInstitution;
  readonly clerk: InstitutionActor;
  readonly deciders: readonly [AuthorityActor, AuthorityActor];
}

export async function makeCounty({ database }: Services): Promise<County> {
  const tree = await insertHunan(database);
  const institution = await insertInstitution(database, tree.county);
  const clerk = await insertInstitutionStaff(database, institution, 'clerk', { name: '王经办' });
  const first = await insertAuthorityStaff(database, tree.county, 'decider', { name: '李审批' });
  const second = await insertAuthorityStaff(database, tree.county, 'decider', { name: '周审批' });
  return { tree, institution, clerk, deciders: [first, second] };
}

export interface Applicant {
  readonly person: TestPerson;
  readonly applicationId: string;
}

/** A physician with a draft of 执业注册 that lacks nothing. */
export async function makeDraft(
  services: Services,
  institution: TestInstitution,
  given: Parameters<typeof insertPhysician>[1] = {},
): Promise<Applicant & { readonly physician: TestPhysician }> {
  const { database } = services;
  const physician = await insertPhysician(database, given);
  const person = await insertPersonAccount(database, physician);
  const photoId = await storePhoto(services, person.accountId);
  const draft = { answers: { phone: '13900000000' }, institutionId: institution.id, photoId };
  return { person, physician, applicationId: await storeDraft(services, person, draft) };
}

/** Begins 执业注册 with what has been typed so far; the id of the application. */
export async function storeDraft({ database, clock }: Services, person: TestPerson, draft: Draft): Promise<string> {
  const id = randomUUID();
  const at = clock.now().toString();
  const { physicianId, accountId } = person;
  const text = [JSON.stringify(draft), draft.institutionId, draft.photoId] as const;
  await database.row(insertDraft, id, 'registration', physicianId, accountId, null, '', '430000', at, ...text);
  return id;
}

/** All that an institution has to confirm. */
export const confirmed = ['identity', 'photo', 'employment', 'scope'];

/** Takes a draft through submission, review and acceptance, by the real actions. */
export async function bringToAcceptance(
  services: Services,
  county: County,
  { person, applicationId }: Applicant,
): Promise<void> {
  const form = (version: number) => ({ applicationId, version, key: randomUUID(), location: '/' });
  must(await submit(services, person, form(0)));
  must(await reviewByInstitution(services, county.clerk, form(1), { outcome: 'pass', opinion: '', confirmed }));
  must(await accept(services, county.deciders[0], form(2)));
}

export async function approve(services: Services, county: County, { applicationId }: Applicant): Promise<void> {
  const form = { applicationId, version: 3, key: randomUUID(), location: '/' };
  must(await decideApplication(services, county.deciders[1], form, { outcome: 'approve', opinion: '' }));
}

/** The value of an action that has to succeed. */
export function must<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'done') throw new Error(`the action answered ${JSON.stringify(outcome)}`);
  return outcome.value;
}
