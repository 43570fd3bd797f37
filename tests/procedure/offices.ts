import type { SignedIn } from '../../src/domain/access/actor.ts';
import { type Desk, openDesk, type Visitor } from '../desk/desk.ts';
import {
  insertAuthority,
  insertAuthorityStaff,
  insertInstitution,
  insertInstitutionStaff,
  insertPersonAccount,
  insertPhysician,
  insertZhejiang,
  type TestPerson,
  type TestPhysician,
} from '../factories/people.ts';
import type { Place, Role } from '../rules/world.ts';

/** The places and people of the model, as rows of a database and visitors of the program. */
export interface Offices {
  readonly desk: Desk;
  readonly institutions: Readonly<Record<Place, string>>;
  /** A physician who has passed the examination in Hunan and has done nothing yet. */
  newcomer(): Promise<{ person: TestPerson; physician: TestPhysician }>;
  /** Signs somebody in anew: sessions do not last for the weeks a walk takes. */
  as(role: Exclude<Role, 'clock'>, person: SignedIn): Promise<Visitor>;
}

export async function openOffices(): Promise<Offices> {
  const desk = await openDesk();
  const { database } = desk.services;
  const { tree, institution: hall } = desk.county;
  const countyY = await insertAuthority(database, '430103', '长沙市天心区卫生健康局', tree.city);
  const zhejiang = await insertZhejiang(database);
  const clinic = await insertInstitution(database, tree.county);
  const house = await insertInstitution(database, countyY);
  const far = await insertInstitution(database, zhejiang.county);
  const staff: Readonly<Record<Exclude<Role, 'applicant' | 'clock'>, SignedIn>> = {
    clerkOfHall: await insertInstitutionStaff(database, hall),
    clerkOfClinic: await insertInstitutionStaff(database, clinic),
    clerkOfHouse: await insertInstitutionStaff(database, house),
    clerkOfFar: await insertInstitutionStaff(database, far),
    officerX: await insertAuthorityStaff(database, tree.county, 'officer'),
    deciderX: await insertAuthorityStaff(database, tree.county, 'decider'),
    auditorX: await insertAuthorityStaff(database, tree.county, 'auditor'),
    deciderY: await insertAuthorityStaff(database, countyY, 'decider'),
    deciderZ: await insertAuthorityStaff(database, zhejiang.county, 'decider'),
    deciderZ2: await insertAuthorityStaff(database, zhejiang.county, 'decider'),
    consentZ: await insertAuthorityStaff(database, zhejiang.province, 'decider'),
  };
  return {
    desk,
    institutions: { hall: hall.id, clinic: clinic.id, house: house.id, far: far.id },
    newcomer: async () => {
      const physician = await insertPhysician(database);
      return { physician, person: await insertPersonAccount(database, physician) };
    },
    as: (role, person) => desk.as(role === 'applicant' ? person : staff[role]),
  };
}
