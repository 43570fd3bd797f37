import type { PersonActor } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { findOwnLicence as findLicence, type LicenceRow } from '../../store/licences.ts';
import { findPhoto } from '../../store/photos.ts';
import type { Services } from '../services.ts';

/** The photo of a registration; undefined when there is none, or none of theirs. */
export async function readLicencePhoto(
  services: Services,
  actor: PersonActor,
  entryId: string,
): Promise<Uint8Array | undefined> {
  const row = await findOwnLicence(services, actor, entryId);
  return row === undefined ? undefined : readPhotoOf(services, row);
}

/** A registration of this person; undefined when there is none, or none of theirs. */
export async function findOwnLicence(
  services: Services,
  { physicianId }: PersonActor,
  entryId: string,
): Promise<LicenceRow | undefined> {
  if (physicianId === null || !isUuid(entryId)) return undefined;
  return services.database.row(findLicence, physicianId, entryId);
}

/** The bytes of its photo; undefined when it has none. */
async function readPhotoOf(services: Services, { photoId }: LicenceRow): Promise<Uint8Array | undefined> {
  const photo = photoId === null ? undefined : await services.database.row(findPhoto, photoId);
  return photo === undefined ? undefined : services.storage.get(photo.key);
}
