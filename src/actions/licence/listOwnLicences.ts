import type { PersonActor } from '../../domain/access/actor.ts';
import { findOwnLicences, type LicenceRow } from '../../store/licences.ts';
import type { Services } from '../services.ts';

export type OwnLicence = LicenceRow;

/** 我的执业电子证照: every registration of this person, those in force first. */
export async function listOwnLicences(services: Services, actor: PersonActor): Promise<readonly OwnLicence[]> {
  return actor.physicianId === null ? [] : services.database.rows(findOwnLicences, actor.physicianId);
}
